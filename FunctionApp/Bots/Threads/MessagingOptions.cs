using System.ComponentModel.DataAnnotations;

namespace BotGateway.Bots.Threads;

/// <summary>The settings <c>Messaging__*</c>.</summary>
internal sealed class MessagingOptions
{
    public const string Section = "Messaging";

    // With an answer as long as it may be, a turn stays below the 1 MiB of a row (two bytes a character).
    private const int MostCharacters = 200_000;

    /// <summary>How long a message or a bot's instructions may be, in UTF-16 characters. Default 100,000.</summary>
    [Range(1, MostCharacters)]
    public int MaxCharacters { get; set; } = 100_000;

    /// <summary>How many tokens of a thread's history a bot is reminded of with a new message. Default 16,000.</summary>
    [Range(0, int.MaxValue)]
    public int HistoryTokens { get; set; } = 16_000;

    /// <summary>How long an answer may be, in tokens (<c>max_completion_tokens</c>). Default 4,096.</summary>
    [Range(1, 32_768)]
    public int MaxCompletionTokens { get; set; } = 4_096;
}
