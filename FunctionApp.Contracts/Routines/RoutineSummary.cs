using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A routine as lists show it.</summary>
public record RoutineSummary
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    public required string RoutineId { get; init; }

    /// <summary>Its name; in lists cut to 256 characters.</summary>
    [Description("Its name; in lists cut to 256 characters.")]
    public string? Name { get; init; }

    /// <summary>Its bot.</summary>
    [Description("Its bot.")]
    public string? BotId { get; init; }

    /// <summary>Its thread.</summary>
    [Description("Its thread.")]
    public string? ThreadId { get; init; }

    /// <summary>Its cron expression.</summary>
    [Description("Its cron expression.")]
    public string? Schedule { get; init; }

    /// <summary>Its time zone.</summary>
    [Description("Its time zone.")]
    public string? TimeZone { get; init; }

    /// <summary>How it stands.</summary>
    [Description("How it stands.")]
    public required RoutineStatus RoutineStatus { get; init; }

    /// <summary>When it is due next, in ISO 8601 and UTC; null if it is not.</summary>
    [Description("When it is due next, in ISO 8601 and UTC; null if it is not.")]
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>How many runs count for max_runs; null if it is broken.</summary>
    [Description("How many runs count for max_runs; null if it is broken.")]
    public int? RunsDone { get; init; }

    /// <summary>Why the gateway paused it or cannot run it; in lists cut to 256 characters.</summary>
    [Description("Why the gateway paused it or cannot run it; in lists cut to 256 characters.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
