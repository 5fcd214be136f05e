using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Deletes a bot and its routines; its threads stay.</summary>
public sealed record DeleteBotRequest
{
    /// <summary>The bot.</summary>
    [Description("The bot.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }
}
