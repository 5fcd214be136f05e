using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Without schedule: creates a team of four advisers on a model. With it: a routine for a bot, or a team with a routine for each.</summary>
public sealed record CreateRoutineRequest : BotRoutineRequest
{
    /// <summary>The advisers' model. With schedule it may be absent: then botID and threadID name the routine's bot.</summary>
    [Description("The advisers' model. With schedule it may be absent: then botID and threadID name the routine's bot.")]
    [JsonPropertyName("modelID")]
    [Alias("model_id")]
    public string? ModelId { get; init; }

    /// <summary>The bot that a routine sends its message to.</summary>
    [Description("The bot that a routine sends its message to.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public string? BotId { get; init; }

    /// <summary>The thread that a routine sends its message in.</summary>
    [Description("The thread that a routine sends its message in.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public string? ThreadId { get; init; }

    /// <summary>A cron expression: five fields from minutes, or six from seconds; at most 256 characters.</summary>
    [Description("A cron expression: five fields from minutes, or six from seconds; at most 256 characters.")]
    public string? Schedule { get; init; }

    /// <summary>A name of the IANA time zone database; default UTC.</summary>
    [Description("A name of the IANA time zone database; default UTC.")]
    public string? TimeZone { get; init; }

    /// <summary>The routine's name; default: the bot's name.</summary>
    [Description("The routine's name; default: the bot's name.")]
    public string? Name { get; init; }

    /// <summary>The message of a routine.</summary>
    [Description("The message of a routine.")]
    [Alias("messaging")]
    public string? Message { get; init; }

    /// <summary>Not due before this time (ISO 8601).</summary>
    [Description("Not due before this time (ISO 8601).")]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Not due after this time (ISO 8601).</summary>
    [Description("Not due after this time (ISO 8601).")]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Finished after so many runs, answered or failed.</summary>
    [Description("Finished after so many runs, answered or failed.")]
    [Range(1, int.MaxValue)]
    public int? MaxRuns { get; init; }
}
