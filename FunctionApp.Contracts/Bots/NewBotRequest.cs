using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Creates a bot and a thread to talk to it in.</summary>
public sealed record NewBotRequest
{
    /// <summary>The bot's name.</summary>
    [Description("The bot's name.")]
    public required string Name { get; init; }

    /// <summary>What the model is told before each conversation (system message).</summary>
    [Description("What the model is told before each conversation (system message).")]
    public required string Instructions { get; init; }

    /// <summary>The model: a base model of the gateway, a model that one of the client's jobs trained or a checkpoint of it, or one configured for the client.</summary>
    [Description("The model: a base model of the gateway, a model that one of the client's jobs trained or a checkpoint of it, or one configured for the client.")]
    [JsonPropertyName("modelID")]
    [Alias("model_id")]
    public required string ModelId { get; init; }

    /// <summary>Sampling temperature, 0 to 2; default 0.8.</summary>
    [Description("Sampling temperature, 0 to 2; default 0.8.")]
    [Range(0.0, 2.0)]
    public double? Temperature { get; init; }

    /// <summary>An id of the old service that every event accepts in place of the bot's new one: 1 to 64 letters, digits, _ and -; each only once among the client's bots.</summary>
    [Description("An id of the old service that every event accepts in place of the bot's new one: 1 to 64 letters, digits, _ and -; each only once among the client's bots.")]
    [Alias("legacyID")]
    public string? LegacyId { get; init; }
}
