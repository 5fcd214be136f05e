using BotGateway.Contracts;

namespace BotGateway.Routines;

/// <summary>A message that a bot is sent in a thread again and again, and where its present run stands.</summary>
internal sealed record Routine
{
    /// <summary><c>routine_</c> and a UUID version 7 in 32 hex digits.</summary>
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    public required string BotId { get; init; }

    public required string ThreadId { get; init; }

    public required RoutinePlan Plan { get; init; }

    public RoutineStatus Status { get; init; }

    /// <summary>Why the gateway paused it; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>How many due times have been run to an end, answered or failed.</summary>
    public int RunsDone { get; init; }

    /// <summary>The due time that comes next or is being run; null unless active.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When to process it next: at its due time, at a retry, or when the lease of a claim expires.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public RoutineRest Rest { get; init; }

    /// <summary>Until when it is left alone though <see cref="DueAt"/> has passed, in rows of earlier versions; null if it is not.</summary>
    public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>The last due time that was run to an end, answered or failed; null if there is none.</summary>
    public DateTimeOffset? LastDue { get; init; }

    /// <summary>The time by the clock that skipped due times after <see cref="LastDue"/>, until another tick has confirmed it; else null.</summary>
    public DateTimeOffset? SkippedAt { get; init; }

    /// <summary>How many times the present due time has been tried; 0 while it has not come.</summary>
    public int Attempt { get; init; }

    public string Version { get; init; } = "";
}
