using BotGateway.Bots;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using BotGateway.Usage;
using Microsoft.Extensions.Logging;

namespace BotGateway.Routines;

/// <summary>Runs a client's routines that have been dispatched, one after the other.</summary>
internal sealed partial class DueRoutineProcessor(
    IRoutineStore routines,
    RoutineReader reader,
    BrokenRoutines broken,
    RefusedSpending spending,
    IBotStore bots,
    RoutineRunner runner,
    IUsageLedger usage,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<DueRoutineProcessor> logger) : IWorkStep
{
    public async Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken)
    {
        if (work.Routines.Count > 0)
            await PrepareAsync(work);
        // The bots of one message are read once.
        var lookup = new BotLookup(bots);
        for (; work.Routines is [var routine, ..] && clock.GetUtcNow() < startUntil; work = work with { Routines = [.. work.Routines.Skip(1)] })
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryRunAsync(work.Client, routine, lookup, cancellationToken);
        }

        return work;
    }

    // One request for all runs of the message.
    private async Task PrepareAsync(Work work)
    {
        try
        {
            await usage.PrepareAsync(work.Client, work.Threads);
        }
        catch (GatewayException problem)
        {
            LogNotPrepared(work.Slot, SafeExceptionSummary.Of(problem));
        }
    }

    private async Task TryRunAsync(string clientId, string id, BotLookup lookup, CancellationToken cancellationToken)
    {
        try
        {
            if (await reader.FindAsync(clientId, id, cancellationToken) is not { } stored)
                return;
            if (stored.IsBroken)
                await SetAsideAsync(stored.Broken, cancellationToken);
            else if (await TryClaimAsync(stored.Routine, cancellationToken) is { } claimed)
                await RunClaimedAsync(claimed, lookup, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The table is unavailable, or this is a bug: the others continue, and this one is due again when its lease expires.
            LogNotRun(id, SafeExceptionSummary.Of(fault));
        }
    }

    // Otherwise its entry would be found at every tick.
    private async Task SetAsideAsync(BrokenRoutine routine, CancellationToken cancellationToken)
    {
        LogBroken(routine.Id, routine.Reason);
        await broken.TryPauseAsync(routine, isRequested: false, cancellationToken);
    }

    // Null if it is no longer due, its client may not cause costs, or another instance was faster.
    private async Task<Routine?> TryClaimAsync(Routine routine, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (routine.IsResting(now))
            return null;

        var reviewed = routine.Review(now);
        if (reviewed.IsDue(now))
        {
            return await spending.TrySkipAsync(routine, cancellationToken)
                ? null
                : await routines.TryReplaceAsync(routine, reviewed.Claim(now), [], cancellationToken);
        }

        if (reviewed != routine)
            await routines.TryReplaceAsync(routine, reviewed, [], cancellationToken);
        return null;
    }

    private async Task RunClaimedAsync(Routine claimed, BotLookup lookup, CancellationToken cancellationToken)
    {
        using var span = Tracing.StartStep("routine run");
        span?.SetTag("bot_gateway.routine", claimed.Id).SetTag(RequestTelemetry.ClientTag, claimed.ClientId);
        RoutineRun run;
        GatewayException? problem;
        try
        {
            (run, problem) = await runner.RunAsync(claimed, claimed.Due!.Value, claimed.Attempt, lookup, cancellationToken);
        }
        catch (GatewayException exhausted) when (exhausted.Budget is not null)
        {
            var deferred = claimed.Defer(clock.GetUtcNow(), exhausted.RetryAfter!.Value);
            await routines.TryReplaceAsync(claimed, deferred, [], CancellationToken.None);
            metrics.CountRun("deferred", null);
            LogDeferred(claimed.Id, exhausted.Budget, deferred.DueAt!.Value);
            return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await routines.TryReplaceAsync(claimed, claimed.Release(clock.GetUtcNow()), [], CancellationToken.None);
            throw;
        }

        metrics.CountRun($"{run.Outcome}".ToLowerInvariant(), run is { Attempt: 1, Started: { } started } ? started - run.Due : null);
        if (problem is not null)
            span.Fail(problem);
        var now = clock.GetUtcNow();
        LogRun(claimed.Id, run.Outcome, claimed.Attempt, (now - claimed.Due!.Value).TotalSeconds, problem is null ? "" : SafeExceptionSummary.Of(problem));
        var next = Next(claimed, problem, now);
        // The result is recorded even if the tick is ending, or the client has paused or deleted the routine in the meantime.
        if (await routines.TryReplaceAsync(claimed, next, [run, .. Skipped(claimed, next, now)], CancellationToken.None) is null)
            await routines.AddRunAsync(claimed, run, CancellationToken.None);
    }

    private static Routine Next(Routine claimed, GatewayException? problem, DateTimeOffset now) => problem switch
    {
        null => claimed.Conclude(now),
        { IsGone: true } => claimed.Pause(problem.Message),
        { IsFinal: true } => claimed.Conclude(now),
        _ => claimed.Retry(now, problem.RetryAfter) ?? claimed.Conclude(now),
    };

    // Setting the next due time skips those that passed in the meantime.
    private static IEnumerable<RoutineRun> Skipped(Routine claimed, Routine next, DateTimeOffset now) =>
        next.Attempt == 0 && next.Status != RoutineStatus.Paused && claimed.Missed(now) is { } missed
            ? [new RoutineRun(missed.First, null, null, 0, RunOutcome.Skipped, Missed: missed.Count)]
            : [];

    [LoggerMessage(50, LogLevel.Information, "Routine {RoutineId}: {Outcome} at attempt {Attempt}, {LagSeconds:F1} s after it was due {Causes}")]
    private partial void LogRun(string routineId, RunOutcome outcome, int attempt, double lagSeconds, string causes);

    [LoggerMessage(55, LogLevel.Information, "Routine {RoutineId} is deferred until {Until}: the client's {Budget} budget is exhausted")]
    private partial void LogDeferred(string routineId, string budget, DateTimeOffset until);

    [LoggerMessage(56, LogLevel.Warning, "The reservations of slot {Slot} could not be made at once; each run makes its own ({Causes})")]
    private partial void LogNotPrepared(string slot, string causes);

    [LoggerMessage(51, LogLevel.Error, "Routine {RoutineId} could not be run ({Causes})")]
    private partial void LogNotRun(string routineId, string causes);

    [LoggerMessage(53, LogLevel.Error, "Routine {RoutineId} is paused: its row cannot be read ({Reason})")]
    private partial void LogBroken(string routineId, string reason);
}
