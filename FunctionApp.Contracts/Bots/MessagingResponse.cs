using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The bot's answer.</summary>
public sealed record MessagingResponse
{
    /// <summary>The answer.</summary>
    [Description("The answer.")]
    public required string Message { get; init; }

    /// <summary>The thread, which holds message and answer now.</summary>
    [Description("The thread, which holds message and answer now.")]
    public required string ThreadId { get; init; }

    /// <summary>The tokens that it took; null if the model service does not say.</summary>
    [Description("The tokens that it took; null if the model service does not say.")]
    public TokenUsage? Usage { get; init; }

    /// <summary>True if the answer was cut off at the limit of tokens; otherwise absent.</summary>
    [Description("True if the answer was cut off at the limit of tokens; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }
}
