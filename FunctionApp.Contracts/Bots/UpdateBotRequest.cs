using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Changes what it names of a bot; at least one of name, instructions, modelID and temperature.</summary>
public sealed record UpdateBotRequest
{
    /// <summary>The bot.</summary>
    [Description("The bot.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }

    /// <summary>The new name.</summary>
    [Description("The new name.")]
    public string? Name { get; init; }

    /// <summary>The new instructions.</summary>
    [Description("The new instructions.")]
    public string? Instructions { get; init; }

    /// <summary>The new model, as in new_bot.</summary>
    [Description("The new model, as in new_bot.")]
    [JsonPropertyName("modelID")]
    [Alias("model_id")]
    public string? ModelId { get; init; }

    /// <summary>The new sampling temperature, 0 to 2.</summary>
    [Description("The new sampling temperature, 0 to 2.")]
    [Range(0.0, 2.0)]
    public double? Temperature { get; init; }

    /// <summary>The version that the client has read; if the bot has another one, the response is a 409. Without it, the last change wins.</summary>
    [Description("The version that the client has read; if the bot has another one, the response is a 409. Without it, the last change wins.")]
    [Range(1, int.MaxValue)]
    public int? Version { get; init; }
}
