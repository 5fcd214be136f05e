namespace BotGateway.Requests;

/// <summary>The settings <c>Requests__*</c>.</summary>
public sealed class RequestLimits
{
    /// <summary>The configuration section of these settings.</summary>
    public const string Section = "Requests";

    /// <summary>The largest request that is read, in bytes; a larger one is answered with 413. Default 50 MB (52,428,800).</summary>
    public int MaxBytes { get; set; } = 50 * 1024 * 1024;

    // Some of the largest at once, and room for what their decoders take. It follows from the one setting: whoever has memory for larger requests has it here.
    internal long MaxUnauthenticatedBytes => 4L * Math.Max(MaxBytes, BrotliBody.WindowBytes);

    internal ProblemException TooLarge() => new(413, $"The request is larger than {MaxBytes} bytes.");

    /// <summary>Checks the settings.</summary>
    /// <returns>What is wrong, each line naming its setting; nothing where all is right.</returns>
    public IEnumerable<string> Validate()
    {
        // The second limit leaves room below what one array can hold.
        if (MaxBytes is < 1 or > 1024 * 1024 * 1024)
            yield return "Setting 'Requests__MaxBytes' must be 1 to 1073741824.";
    }
}
