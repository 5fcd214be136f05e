using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Gets a bot with its instructions.</summary>
public sealed record GetBotRequest : IEventRequest
{
    /// <summary>The bot.</summary>
    [Description("The bot.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("get_bot", "Read a bot",
            new GetBotRequest { BotId = ExampleIds.Bot },
            new GetBotResponse
            {
                BotId = ExampleIds.Bot,
                Name = "Chistero",
                Instructions = "Cuentas chistes cortos.",
                ModelId = ExampleIds.Model,
                Temperature = 0.8,
                Version = 1,
                CreatedAt = ExampleIds.Submitted,
            }),
    ];
}

/// <summary>A bot with its instructions.</summary>
public sealed record GetBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>Its name.</summary>
    [Description("Its name.")]
    public required string Name { get; init; }

    /// <summary>The system message that the model receives before each conversation.</summary>
    [Description("The system message that the model receives before each conversation.")]
    public required string Instructions { get; init; }

    /// <summary>Its model.</summary>
    [Description("Its model.")]
    public required string ModelId { get; init; }

    /// <summary>Its sampling temperature; null for the default.</summary>
    [Description("Its sampling temperature; null for the default.")]
    public double? Temperature { get; init; }

    /// <summary>Its version, from 1; each change adds 1.</summary>
    [Description("Its version, from 1; each change adds 1.")]
    public required int Version { get; init; }

    /// <summary>When it was created, in ISO 8601 and UTC.</summary>
    [Description("When it was created, in ISO 8601 and UTC.")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its legacy_id; absent if it has none.</summary>
    [Description("Its `legacy_id`; absent if it has none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LegacyId { get; init; }
}
