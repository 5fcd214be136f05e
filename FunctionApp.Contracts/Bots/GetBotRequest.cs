using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Gets a bot with its instructions.</summary>
public sealed record GetBotRequest
{
    /// <summary>The bot.</summary>
    [Description("The bot.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }
}
