using BotGateway.Models;

namespace BotGateway.Routines;

/// <summary>How a routine goes from one state to the next. Pure: whoever calls writes the new state in the place of the old one.</summary>
public static class RoutineProgress
{
    /// <summary>How many times a due time is tried.</summary>
    public const int MostAttempts = 3;

    // An attempt is over by then: the longest model call, and as much again for all around it.
    private static readonly TimeSpan Lease = 2 * ServiceCalls.Deadline;

    // Before the second and the third attempt.
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    // Enough to tell; a routine that is due each second would otherwise be counted for minutes after a long downtime.
    private const int MostMissedCounted = 10_000;

    /// <summary>Sets out: the first due time from now on, if there is one.</summary>
    /// <param name="routine">A routine that is to run.</param>
    /// <param name="now">The time.</param>
    /// <returns>The routine, active or finished.</returns>
    public static Routine Activate(this Routine routine, DateTimeOffset now) => routine.WaitFor(routine.Plan.FirstDue(now));

    /// <summary>Takes a due routine for an attempt; nobody else does until the lease is over.</summary>
    /// <param name="routine">A routine that is due.</param>
    /// <param name="now">The time.</param>
    /// <returns>The routine with the attempt begun.</returns>
    public static Routine Claim(this Routine routine, DateTimeOffset now) => routine with { Attempt = routine.Attempt + 1, WakeAt = now + Lease };

    /// <summary>Gives an attempt back that was not made: the next tick goes on where this one stopped.</summary>
    /// <param name="claimed">The claimed routine.</param>
    /// <param name="now">The time.</param>
    /// <returns>The routine as if it had not been claimed.</returns>
    public static Routine Release(this Routine claimed, DateTimeOffset now) => claimed with { Attempt = claimed.Attempt - 1, WakeAt = now };

    /// <summary>Ends the present due time: the next one is the first that has not passed.</summary>
    /// <param name="claimed">The claimed routine.</param>
    /// <param name="now">The time.</param>
    /// <returns>The routine, active or finished.</returns>
    public static Routine Conclude(this Routine claimed, DateTimeOffset now)
    {
        var done = claimed with { RunsDone = claimed.RunsDone + 1, Attempt = 0 };
        return done.WaitFor(done.RunsDone >= done.Plan.MaxRuns ? null : done.Plan.NextDue(Later(now, done.Due!.Value)));
    }

    /// <summary>Plans another attempt at the present due time.</summary>
    /// <param name="claimed">The claimed routine.</param>
    /// <param name="now">The time.</param>
    /// <returns>The routine, to be tried again later; null when it has been tried often enough.</returns>
    public static Routine? Retry(this Routine claimed, DateTimeOffset now) =>
        claimed.Attempt >= MostAttempts ? null : claimed with { WakeAt = now + RetryDelays[claimed.Attempt - 1] };

    /// <summary>Stops a routine until it is resumed.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="reason">Why the gateway does so; null where the client asked for it.</param>
    /// <returns>The routine, paused.</returns>
    public static Routine Pause(this Routine routine, string? reason) =>
        routine with { Status = RoutineStatus.Paused, Reason = reason, Due = null, WakeAt = null, Attempt = 0 };

    /// <summary>Counts the due times that passed after the present one.</summary>
    /// <param name="claimed">The claimed routine.</param>
    /// <param name="now">The time.</param>
    /// <returns>The first of them and how many there were; null where there were none, as after the last run.</returns>
    public static (DateTimeOffset First, int Count)? Missed(this Routine claimed, DateTimeOffset now)
    {
        if (claimed.RunsDone + 1 >= claimed.Plan.MaxRuns)
            return null;

        var first = claimed.Plan.NextDue(claimed.Due!.Value);
        var count = 0;
        for (var due = first; due <= now && count < MostMissedCounted; due = claimed.Plan.NextDue(due.Value))
            count++;
        return count == 0 ? null : (first!.Value, count);
    }

    private static Routine WaitFor(this Routine routine, DateTimeOffset? due) => due is null
        ? routine with { Status = RoutineStatus.Finished, Reason = null, Due = null, WakeAt = null }
        : routine with { Status = RoutineStatus.Active, Reason = null, Due = due, WakeAt = due };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
