using System.ComponentModel.DataAnnotations;

namespace BotGateway.Http;

/// <summary>The settings <c>Requests__*</c>.</summary>
internal sealed class RequestLimits
{
    public const string Section = "Requests";

    internal const int MostBytes = 50 * 1024 * 1024;

    /// <summary>The largest request that is read, in bytes; a larger one is answered with 413. Default 8 MB (8,388,608).</summary>
    [Range(1, MostBytes)] // The Functions host holds a whole body several times over: docs/settings.md says what larger ones cost.
    public int MaxBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How many requests of one client each instance answers at once. Default 33, a third of what host.json takes in.</summary>
    [Range(1, 1000)]
    public int ConcurrentPerClient { get; set; } = 33;

    /// <summary>What happens to fields that an event does not have: <c>report</c> (default) or <c>reject</c>.</summary>
    public UnknownFields UnknownFields { get; set; }

    // Some of the largest at once, and room for what their decoders take. It follows from the one setting: an operator with memory for larger requests has it here too.
    internal long MaxUnauthenticatedBytes => 4L * Math.Max(MaxBytes, BrotliBody.WindowBytes);

    internal GatewayException TooLarge() => new(ErrorKind.TooLarge, $"The request is larger than {MaxBytes} bytes. Larger training data is sent in parts, with 'add_examples'.");
}
