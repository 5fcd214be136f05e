using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Without schedule: creates a team of four advisers on a model. With it: a routine for a bot, or a team with a routine for each.</summary>
public sealed record CreateRoutineRequest : BotRoutineRequest, IIdempotentRequest
{
    /// <summary>The model of a team's advisers. A routine for an existing bot has botID and threadID instead.</summary>
    [Description("The model of a team's advisers. A routine for an existing bot has `botID` and `threadID` instead.")]
    [JsonPropertyName("modelID")]
    [Alias("model_id")]
    public string? ModelId { get; init; }

    /// <summary>The bot of the routine.</summary>
    [Description("The bot of the routine.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public string? BotId { get; init; }

    /// <summary>The thread of the routine.</summary>
    [Description("The thread of the routine.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public string? ThreadId { get; init; }

    /// <summary>Cron: five fields starting with minutes, or six starting with seconds; at most 256 characters; H is not supported. Without it, the event creates a team without routines.</summary>
    [Description("Cron: five fields starting with minutes, or six starting with seconds; at most 256 characters; `H` is not supported. Without it, the event creates a team without routines.")]
    public string? Schedule { get; init; }

    /// <summary>An IANA time zone name, including links, in its exact spelling; default UTC.</summary>
    [Description("An IANA time zone name, including links, in its exact spelling; default UTC.")]
    public string? TimeZone { get; init; }

    /// <summary>The routine's name; default: the bot's name.</summary>
    [Description("The routine's name; default: the bot's name.")]
    public string? Name { get; init; }

    /// <summary>The message that is sent to the bot; required with schedule.</summary>
    [Description("The message that is sent to the bot; required with `schedule`.")]
    [Alias("messaging")]
    public string? Message { get; init; }

    /// <summary>The first possible due time.</summary>
    [Description("The first possible due time.")]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The last possible due time.</summary>
    [Description("The last possible due time.")]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The routine is finished after this number of runs, answered or failed.</summary>
    [Description("The routine is finished after this number of runs, answered or failed.")]
    [Range(1, int.MaxValue)]
    public int? MaxRuns { get; init; }

    /// <summary>Where answers go: thread, the default, or webhook: also in the message routine.answered to the client's webhook.</summary>
    [Description("Where answers go: `thread`, the default, or `webhook`: also in the message `routine.answered` to the client's webhook.")]
    [AllowedValues(RoutineDelivery.Thread, RoutineDelivery.Webhook)]
    public string? Deliver { get; init; }

    /// <summary>Whether each run starts without history: the thread keeps message and answer, but the model sees none of the earlier ones. Default false.</summary>
    [Description("Whether each run starts without history: the thread keeps message and answer, but the model sees none of the earlier ones. Default false.")]
    public bool? FreshThread { get; init; }

    /// <summary>Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.</summary>
    [Description("Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.")]
    public string? IdempotencyKey { get; init; }
}
