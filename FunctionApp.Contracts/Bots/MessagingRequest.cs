using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Sends a message to a bot in a thread.</summary>
public sealed record MessagingRequest
{
    /// <summary>The thread.</summary>
    [Description("The thread.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public required string ThreadId { get; init; }

    /// <summary>The bot that answers.</summary>
    [Description("The bot that answers.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }

    /// <summary>The message.</summary>
    [Description("The message.")]
    [Alias("messaging")]
    public required string Message { get; init; }
}
