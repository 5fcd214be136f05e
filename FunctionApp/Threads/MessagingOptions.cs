namespace BotGateway.Threads;

/// <summary>The settings <c>Messaging__*</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>The configuration section of these settings.</summary>
    public const string Section = "Messaging";

    // With an answer as long as it may be, a turn stays below the 1 MiB of a row (two bytes a character).
    private const int MostCharacters = 200_000;

    /// <summary>How long a message or a bot's instructions may be, in UTF-16 characters, 1 to 200,000. Default 100,000.</summary>
    public int MaxCharacters { get; set; } = 100_000;

    /// <summary>How many tokens of a thread's history a bot is reminded of with a new message, 0 or more. Default 16,000.</summary>
    public int HistoryTokens { get; set; } = 16_000;

    /// <summary>How long an answer may be, in tokens (<c>max_completion_tokens</c>), 1 to 32,768. Default 4,096.</summary>
    public int MaxCompletionTokens { get; set; } = 4_096;

    /// <summary>Checks the settings.</summary>
    /// <returns>What is wrong, each line naming its setting; nothing where all is right.</returns>
    public IEnumerable<string> Validate()
    {
        if (MaxCharacters is < 1 or > MostCharacters)
            yield return $"Setting 'Messaging__MaxCharacters' must be 1 to {MostCharacters}.";
        if (HistoryTokens < 0)
            yield return "Setting 'Messaging__HistoryTokens' must be 0 or more.";
        if (MaxCompletionTokens is < 1 or > 32_768)
            yield return "Setting 'Messaging__MaxCompletionTokens' must be 1 to 32768.";
    }
}
