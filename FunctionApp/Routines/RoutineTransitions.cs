using BotGateway.Contracts;
using BotGateway.OpenAI;

namespace BotGateway.Routines;

/// <summary>How a routine goes from one state to the next. Pure functions: the caller stores the new state.</summary>
internal static class RoutineTransitions
{
    public const int MostAttempts = 3;

    // An attempt has ended by then: the longest model call, and as much again for everything around it.
    private static readonly TimeSpan Lease = 2 * ServiceCalls.Deadline;

    // Before the second and the third attempt.
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>The longest wait before another attempt that a service can ask for.</summary>
    public static readonly TimeSpan LongestRetryDelay = TimeSpan.FromHours(1);

    /// <summary>No clock that is right sets a routine back by more than this: the longest wait, and the difference between the clocks of two instances.</summary>
    public static readonly TimeSpan LongestLead = LongestRetryDelay + (2 * Lease);

    // Longer than the time in the queue plus the clock skew between the timer's instance and the runner's.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(5);

    // Every correct clock has passed it by then.
    private static readonly DateTimeOffset AtOnce = DateTimeOffset.UnixEpoch;

    // The largest clock skew between instances.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // After a long downtime, counting the due times of a routine that is due every second would otherwise take minutes.
    private const int MostMissedCounted = 10_000;

    /// <summary>Sets out: the first due time from now on, if there is one.</summary>
    public static Routine Activate(this Routine routine, DateTimeOffset now) =>
        // A due time that was run too early, by a clock that was ahead, is not run again.
        routine.WaitFor(routine.Plan.FirstDue(Later(now, routine.LastDue ?? now)));

    /// <summary>Whether it is left alone for now. What lies implausibly far ahead was written by a clock that was ahead, and does not count.</summary>
    public static bool IsResting(this Routine routine, DateTimeOffset now) => routine.Rest switch
    {
        _ when routine.DueAt is null || (routine.RestsUntil > now && routine.RestsUntil <= now + LongestLead) => true,
        RoutineRest.Queued => false,
        RoutineRest.Leased => routine.DueAt > now && routine.DueAt <= now + LongestLead,
        _ => routine.DueAt > now,
    };

    public static bool IsDue(this Routine routine, DateTimeOffset now) => routine.Due <= (routine.Rest == RoutineRest.Queued ? now + Early : now);

    /// <summary>
    /// Confirms that due times were skipped, or reverts it: if the clock that skipped them was ahead, they are still in the future.
    /// </summary>
    public static Routine Review(this Routine routine, DateTimeOffset now)
    {
        if (routine.SkippedAt is not { } skippedAt)
            return routine.Rest == RoutineRest.None || routine.IsDue(now) ? routine : routine with { DueAt = routine.Due, Rest = RoutineRest.None };
        return now < skippedAt - Skew
            ? routine.WaitFor(routine.Plan.NextDue(routine.LastDue!.Value))
            : routine with { SkippedAt = null, DueAt = routine.Due, Rest = RoutineRest.None };
    }

    /// <summary>Claims a due routine for an attempt; no other instance does until the lease expires.</summary>
    public static Routine Claim(this Routine routine, DateTimeOffset now) =>
        (routine with { Attempt = routine.Attempt + 1 }).RestUntil(now + Lease);

    /// <summary>Gives an attempt back that was not made: the next tick goes on where this one stopped.</summary>
    public static Routine Release(this Routine claimed, DateTimeOffset now) => (claimed with { Attempt = claimed.Attempt - 1 }).RestUntil(now);

    /// <summary>Puts off an attempt that the client's budget did not allow. It is tried again at the latest after the longest delay: the budget may be raised.</summary>
    public static Routine Defer(this Routine claimed, DateTimeOffset now, TimeSpan delay) =>
        (claimed with { Attempt = claimed.Attempt - 1 }).RestUntil(now + (delay < LongestRetryDelay ? delay : LongestRetryDelay));

    /// <summary>Ends the present due time: the next one is the first that has not passed.</summary>
    public static Routine Conclude(this Routine claimed, DateTimeOffset now)
    {
        var done = claimed with { RunsDone = claimed.RunsDone + 1, Attempt = 0, LastDue = claimed.Due };
        if (done.RunsDone >= done.Plan.MaxRuns)
            return done.WaitFor(null);

        var next = done.Plan.NextDue(done.LastDue!.Value);
        // Skipped due times must also be in the past by the next tick's clock.
        return next <= now
            ? done.WaitFor(done.Plan.NextDue(now)) with { SkippedAt = now, DueAt = AtOnce }
            : done.WaitFor(next);
    }

    /// <param name="retryAfter">The service's Retry-After; null if there is none.</param>
    /// <returns>The routine, to be retried later; null after the last attempt.</returns>
    public static Routine? Retry(this Routine claimed, DateTimeOffset now, TimeSpan? retryAfter = null)
    {
        if (claimed.Attempt >= MostAttempts)
            return null;
        var delay = RetryDelays[claimed.Attempt - 1];
        return claimed.RestUntil(now + (retryAfter > LongestRetryDelay ? LongestRetryDelay : retryAfter > delay ? retryAfter.Value : delay));
    }

    /// <param name="reason">Why the gateway does so; null if the client requested it.</param>
    public static Routine Pause(this Routine routine, string? reason) =>
        (routine with { Attempt = 0 }).Wait(RoutineStatus.Paused, due: null) with { Reason = reason };

    /// <summary>Counts the due times that passed after the present one.</summary>
    /// <returns>The first of them and their number; null if there were none, as after the last run.</returns>
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

    /// <summary>Passes over the present due time and those up to another, none of which is run.</summary>
    public static (Routine Routine, int Count) SkipUntil(this Routine routine, DateTimeOffset end)
    {
        var (last, count) = (routine.Due!.Value, 1);
        for (var next = routine.Plan.NextDue(last); next <= end && count < MostMissedCounted; next = routine.Plan.NextDue(last))
            (last, count) = (next.Value, count + 1);

        var skipped = routine with { Attempt = 0, LastDue = last };
        return (skipped.WaitFor(routine.Plan.NextDue(Later(last, end))), count);
    }

    private static Routine WaitFor(this Routine routine, DateTimeOffset? due) =>
        routine.Wait(due is null ? RoutineStatus.Finished : RoutineStatus.Active, due);

    private static Routine Wait(this Routine routine, RoutineStatus status, DateTimeOffset? due) => routine with
    {
        Status = status,
        Reason = null,
        Due = due,
        DueAt = due,
        Rest = RoutineRest.None,
        RestsUntil = null,
        SkippedAt = null,
    };

    private static Routine RestUntil(this Routine routine, DateTimeOffset time) =>
        routine with { DueAt = time, Rest = RoutineRest.Leased, RestsUntil = null };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
