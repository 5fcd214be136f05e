using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A routine as lists show it.</summary>
public record RoutineSummary
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    public required string RoutineId { get; init; }

    /// <summary>The routine's name; cut after 256 characters in lists.</summary>
    [Description("The routine's name; cut after 256 characters in lists.")]
    public string? Name { get; init; }

    /// <summary>The bot.</summary>
    [Description("The bot.")]
    public string? BotId { get; init; }

    /// <summary>The thread.</summary>
    [Description("The thread.")]
    public string? ThreadId { get; init; }

    /// <summary>The cron expression.</summary>
    [Description("The cron expression.")]
    public string? Schedule { get; init; }

    /// <summary>The time zone.</summary>
    [Description("The time zone.")]
    public string? TimeZone { get; init; }

    /// <summary>The routine's status.</summary>
    [Description("The routine's status.")]
    public required RoutineStatus RoutineStatus { get; init; }

    /// <summary>The next due time; null if there is none.</summary>
    [Description("The next due time; null if there is none.")]
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>The number of runs that count towards max_runs; null if the routine is broken.</summary>
    [Description("The number of runs that count towards `max_runs`; null if the routine is broken.")]
    public int? RunsDone { get; init; }

    /// <summary>webhook if answers are sent to the client's webhook; otherwise absent.</summary>
    [Description("`webhook` if answers are sent to the client's webhook; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Deliver { get; init; }

    /// <summary>True if each run starts without history; otherwise absent.</summary>
    [Description("True if each run starts without history; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? FreshThread { get; init; }

    /// <summary>Why the gateway paused the routine or cannot read it; cut after 256 characters in lists.</summary>
    [Description("Why the gateway paused the routine or cannot read it; cut after 256 characters in lists.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
