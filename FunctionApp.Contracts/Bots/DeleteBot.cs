using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Deletes a bot and its routines; its threads stay.</summary>
public sealed record DeleteBotRequest : IEventRequest
{
    /// <summary>The bot.</summary>
    [Description("The bot.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("delete_bot", "Delete a bot and its routines",
            new DeleteBotRequest { BotId = ExampleIds.MigratedBot },
            new DeleteBotResponse { BotId = ExampleIds.MigratedBot, RoutineIds = [] }),
    ];
}

/// <summary>The bot that was deleted.</summary>
public sealed record DeleteBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>Its routines, which were deleted with it; at most 100.</summary>
    [Description("Its routines, which were deleted with it; at most 100.")]
    public required IReadOnlyList<string> RoutineIds { get; init; }

    /// <summary>True if it had more routines, which are deleted within minutes; otherwise absent.</summary>
    [Description("True if it had more routines, which are deleted within minutes; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MoreRoutines { get; init; }
}
