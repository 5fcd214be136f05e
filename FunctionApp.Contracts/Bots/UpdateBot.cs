using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Changes what it names of a bot; at least one of name, instructions, modelID and temperature.</summary>
public sealed record UpdateBotRequest : IEventRequest
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
    [Description("The new model, as in `new_bot`.")]
    [JsonPropertyName("modelID")]
    [Alias("model_id")]
    public string? ModelId { get; init; }

    /// <summary>The new sampling temperature, 0 to 2.</summary>
    [Description("The new sampling temperature, 0 to 2.")]
    [Range(0.0, 2.0)]
    public double? Temperature { get; init; }

    /// <summary>The version that the client read; if the bot has another one, the response is a 409. Without it, the last change wins.</summary>
    [Description("The version that the client read; if the bot has another one, the response is a 409. Without it, the last change wins.")]
    [Range(1, int.MaxValue)]
    public int? Version { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("update_bot", "Change a bot, unless it has changed since it was read",
            new UpdateBotRequest { BotId = ExampleIds.Bot, Instructions = "Cuentas chistes largos.", Temperature = 1, Version = 1 },
            new UpdateBotResponse { BotId = ExampleIds.Bot, Version = 2 }),
    ];
}

/// <summary>The bot that was changed.</summary>
public sealed record UpdateBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>Its new version.</summary>
    [Description("Its new version.")]
    public required int Version { get; init; }
}
