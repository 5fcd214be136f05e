using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A message and its answer.</summary>
public sealed record ThreadTurn
{
    /// <summary>Its number in the thread, from 1.</summary>
    [Description("Its number in the thread, from 1.")]
    public required int Number { get; init; }

    /// <summary>When it was stored, in ISO 8601 and UTC; null if unknown.</summary>
    [Description("When it was stored, in ISO 8601 and UTC; null if unknown.")]
    public DateTimeOffset? At { get; init; }

    /// <summary>The message.</summary>
    [Description("The message.")]
    public required string Message { get; init; }

    /// <summary>The bot's answer.</summary>
    [Description("The bot's answer.")]
    public required string Answer { get; init; }

    /// <summary>The tokens that it took; null if unknown.</summary>
    [Description("The tokens that it took; null if unknown.")]
    public TokenUsage? Usage { get; init; }

    /// <summary>True if the answer was cut off; otherwise absent.</summary>
    [Description("True if the answer was cut off; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }
}
