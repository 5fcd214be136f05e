using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Creates a bot and a thread to talk to it in.</summary>
public sealed record NewBotRequest : IEventRequest
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

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("new_bot", "Create a bot",
            new NewBotRequest { Name = "Chistero", Instructions = "Cuentas chistes cortos.", ModelId = ExampleIds.Model, Temperature = 0.8 },
            new NewBotResponse { BotId = ExampleIds.Bot, ThreadId = ExampleIds.Thread }),
    ];
}

/// <summary>The bot that was created.</summary>
public sealed record NewBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>The id of the bot's first thread; null if only the thread could not be created.</summary>
    [Description("The id of the bot's first thread; null if only the thread could not be created.")]
    public string? ThreadId { get; init; }
}
