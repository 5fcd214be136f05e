using BotGateway.Bots;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;

namespace BotGateway.Routines;

/// <summary>Runs a client's routines that have been dispatched, one after the other.</summary>
internal sealed partial class DispatchedRoutines(
    IRoutineStore routines,
    RoutineReader reader,
    BrokenRoutines broken,
    RefusedSpending spending,
    IBotStore bots,
    RoutineRunner runner,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<DispatchedRoutines> logger) : IWorkStep
{
    public async Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken)
    {
        // The bots of one message are read once.
        var lookup = new BotLookup(bots);
        for (; work.Routines is [var routine, ..] && clock.GetUtcNow() < startUntil; work = work with { Routines = [.. work.Routines.Skip(1)] })
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryRunAsync(work.Client, routine, lookup, cancellationToken);
        }

        return work;
    }

    private async Task TryRunAsync(string clientId, string id, BotLookup lookup, CancellationToken cancellation)
    {
        try
        {
            if (await reader.FindAsync(clientId, id, cancellation) is not { } stored)
                return;
            if (stored.IsBroken)
                await SetAsideAsync(stored.Broken, cancellation);
            else if (await TryClaimAsync(stored.Routine, cancellation) is { } claimed)
                await RunClaimedAsync(claimed, lookup, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The table is unavailable, or the gateway has a fault: the others go on, and this one is due again when its lease expires.
            LogNotRun(id, Causes.Of(fault));
        }
    }

    // Its entry would come up at every tick.
    private async Task SetAsideAsync(BrokenRoutine routine, CancellationToken cancellation)
    {
        LogBroken(routine.Id, routine.Reason);
        await broken.TryPauseAsync(routine, cancellation);
    }

    // Null if it is not due any more, nothing may be spent for its client, or another instance is faster.
    private async Task<Routine?> TryClaimAsync(Routine routine, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (routine.IsResting(now))
            return null;

        var reviewed = routine.Review(now);
        if (reviewed.IsDue(now))
        {
            return await spending.TrySkipAsync(routine, cancellation)
                ? null
                : await routines.TryReplaceAsync(routine, reviewed.Claim(now), [], cancellation);
        }

        if (reviewed != routine)
            await routines.TryReplaceAsync(routine, reviewed, [], cancellation);
        return null;
    }

    private async Task RunClaimedAsync(Routine claimed, BotLookup lookup, CancellationToken cancellation)
    {
        using var span = Tracing.StartStep("routine run");
        span?.SetTag("bot_gateway.routine", claimed.Id).SetTag(RequestRecord.ClientTag, claimed.ClientId);
        RoutineRun run;
        ProblemException? problem;
        try
        {
            (run, problem) = await runner.RunAsync(claimed, claimed.Due!.Value, claimed.Attempt, lookup, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await routines.TryReplaceAsync(claimed, claimed.Release(clock.GetUtcNow()), [], CancellationToken.None);
            throw;
        }

        metrics.CountRun($"{run.Outcome}".ToLowerInvariant(), run is { Attempt: 1, Started: { } started } ? started - run.Due : null);
        if (problem is not null)
            span.Fail(problem);
        var now = clock.GetUtcNow();
        LogRun(claimed.Id, run.Outcome, claimed.Attempt, (now - claimed.Due!.Value).TotalSeconds, problem is null ? "" : Causes.Of(problem));
        var next = Next(claimed, problem, now);
        // What is done is recorded even when the tick is at its end, or the client has paused or deleted the routine meanwhile.
        if (await routines.TryReplaceAsync(claimed, next, [run, .. Skipped(claimed, next, now)], CancellationToken.None) is null)
            await routines.AddRunAsync(claimed, run, CancellationToken.None);
    }

    private static Routine Next(Routine claimed, ProblemException? problem, DateTimeOffset now) => problem switch
    {
        null => claimed.Conclude(now),
        { IsGone: true } => claimed.Pause(problem.Message),
        { IsFinal: true } => claimed.Conclude(now),
        _ => claimed.Retry(now, problem.RetryAfter) ?? claimed.Conclude(now),
    };

    // Due times that passed meanwhile are over once the next one is set.
    private static IEnumerable<RoutineRun> Skipped(Routine claimed, Routine next, DateTimeOffset now) =>
        next.Attempt == 0 && next.Status != RoutineStatus.Paused && claimed.Missed(now) is { } missed
            ? [new RoutineRun(missed.First, null, null, 0, RunOutcome.Skipped, Missed: missed.Count)]
            : [];

    [LoggerMessage(50, LogLevel.Information, "Routine {RoutineId}: {Outcome} at attempt {Attempt}, {LagSeconds:F1} s after it was due {Causes}")]
    private partial void LogRun(string routineId, RunOutcome outcome, int attempt, double lagSeconds, string causes);

    [LoggerMessage(51, LogLevel.Error, "Routine {RoutineId} could not be run ({Causes})")]
    private partial void LogNotRun(string routineId, string causes);

    [LoggerMessage(53, LogLevel.Error, "Routine {RoutineId} is paused: its row cannot be read ({Reason})")]
    private partial void LogBroken(string routineId, string reason);
}
