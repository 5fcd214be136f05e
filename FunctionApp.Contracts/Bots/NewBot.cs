using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Creates a bot and a thread to talk to it in.</summary>
public sealed record NewBotRequest : IEventRequest, IIdempotentRequest
{
    /// <summary>The bot's name.</summary>
    [Description("The bot's name.")]
    public required string Name { get; init; }

    /// <summary>The system message that the model receives before each conversation.</summary>
    [Description("The system message that the model receives before each conversation.")]
    public required string Instructions { get; init; }

    /// <summary>A base model (OpenAI__BaseModels), a model trained by one of the client's jobs or a checkpoint of it (…:ckpt-step-90), or a model configured for the client (Clients__N__Models).</summary>
    [Description("A base model (`OpenAI__BaseModels`), a model trained by one of the client's jobs or a checkpoint of it (`…:ckpt-step-90`), or a model configured for the client (`Clients__N__Models`).")]
    [JsonPropertyName("modelID")]
    [Alias("model_id")]
    public required string ModelId { get; init; }

    /// <summary>Sampling temperature, 0 to 2; default 0.8.</summary>
    [Description("Sampling temperature, 0 to 2; default 0.8.")]
    [Range(0.0, 2.0)]
    public double? Temperature { get; init; }

    /// <summary>An id of the previous service, which every event then accepts in place of the new one: 1 to 64 letters (A to Z), digits, _ and -. One that another of the client's bots has is a 409.</summary>
    [Description("An id of the previous service, which every event then accepts in place of the new one: 1 to 64 letters (A to Z), digits, `_` and `-`. One that another of the client's bots has is a 409.")]
    [Alias("legacyID")]
    public string? LegacyId { get; init; }

    /// <summary>Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.</summary>
    [Description("Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.")]
    public string? IdempotencyKey { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("new_bot", "Create a bot",
            new NewBotRequest { Name = "Chistero", Instructions = "Cuentas chistes cortos.", ModelId = ExampleIds.Model, Temperature = 0.8 },
            new NewBotResponse { BotId = ExampleIds.Bot, ThreadId = ExampleIds.Thread }),
        new("new_bot_legacy", "Create a bot in place of one of the previous service",
            new NewBotRequest { Name = "Cuentero", Instructions = "Cuentas cuentos.", ModelId = ExampleIds.Model, LegacyId = "asst_Zk3fW8" },
            new NewBotResponse { BotId = ExampleIds.MigratedBot, ThreadId = "thread_3ea06c9b5d7f44b8b0214c8eaf3d9576" }),
    ];
}

/// <summary>The bot that was created.</summary>
public sealed record NewBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>The id of the bot's first thread; null if the bot was created but its thread was not.</summary>
    [Description("The id of the bot's first thread; null if the bot was created but its thread was not.")]
    public string? ThreadId { get; init; }
}
