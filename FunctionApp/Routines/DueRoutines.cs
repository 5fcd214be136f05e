using System.Collections.Concurrent;
using BotGateway.Requests;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Routines;

/// <summary>Runs the routines that are due.</summary>
/// <param name="routines">Keeps the routines.</param>
/// <param name="runner">Runs one.</param>
/// <param name="options">How many at once.</param>
/// <param name="metrics">Counts the runs.</param>
/// <param name="clock">Tells what is due.</param>
/// <param name="logger">Gets a line for each run, without its content.</param>
public sealed partial class DueRoutines(
    IRoutineStore routines,
    RoutineRunner runner,
    IOptions<SchedulerOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<DueRoutines> logger)
{
    private readonly int _parallelism = options.Value.Parallelism;

    /// <summary>Runs them. A failure of one is recorded on it and does not stop the others.</summary>
    /// <param name="startUntil">No run is started after this; the next tick starts the others.</param>
    /// <param name="cancellation">Ends the tick: runs that have been started are given back.</param>
    /// <returns>A task that ends when all that were started have ended.</returns>
    public async Task RunAsync(DateTimeOffset startUntil, CancellationToken cancellation)
    {
        IReadOnlyCollection<(string ClientId, string Id)> due = await routines.ReadDueAsync(clock.GetUtcNow(), cancellation);
        while (due.Count > 0 && clock.GetUtcNow() < startUntil)
            due = await RunOnePerThreadAsync(due, startUntil, cancellation);
    }

    // Of two runs at once on one thread the later would find it changed after its model had been asked, and paid, for nothing. Those that have to
    // wait for another on their thread come back for the next round, instead of keeping the place of one that need not wait.
    private async Task<IReadOnlyCollection<(string ClientId, string Id)>> RunOnePerThreadAsync(
        IEnumerable<(string ClientId, string Id)> due, DateTimeOffset startUntil, CancellationToken cancellation)
    {
        var threads = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var waiting = new ConcurrentQueue<(string ClientId, string Id)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _parallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due, parallel, async (item, cancel) =>
        {
            if (!await TryRunAsync(item.ClientId, item.Id, threads, startUntil, cancel))
                waiting.Enqueue(item);
        });
        return waiting;
    }

    // False where the routine has to wait for another on its thread.
    private async Task<bool> TryRunAsync(
        string clientId, string id, ConcurrentDictionary<string, bool> threads, DateTimeOffset startUntil, CancellationToken cancellation)
    {
        try
        {
            if (await routines.FindAsync(clientId, id, cancellation) is not { } routine)
                return true;
            if (!threads.TryAdd(routine.ThreadId, true))
                return false;
            if (clock.GetUtcNow() < startUntil && await TryClaimAsync(routine, cancellation) is { } claimed)
                await RunClaimedAsync(claimed, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The table is out of reach, or the gateway has a fault: the others go on, and this one is due again when its lease is over.
            LogNotRun(id, Causes.Of(fault));
        }

        return true;
    }

    // Null if it is not due any more, or another instance is faster.
    private async Task<Routine?> TryClaimAsync(Routine routine, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (routine.IsResting(now))
            return null;

        var reviewed = routine.Review(now);
        if (reviewed.Due <= now)
            return await routines.TryReplaceAsync(routine, reviewed.Claim(now), [], cancellation);
        if (reviewed != routine)
            await routines.TryReplaceAsync(routine, reviewed, [], cancellation);
        return null;
    }

    private async Task RunClaimedAsync(Routine claimed, CancellationToken cancellation)
    {
        using var span = Tracing.StartStep("routine run");
        span?.SetTag("bot_gateway.routine", claimed.Id).SetTag(RequestRecord.ClientTag, claimed.ClientId);
        RoutineRun run;
        ProblemException? problem;
        try
        {
            (run, problem) = await runner.RunAsync(claimed, claimed.Due!.Value, claimed.Attempt, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await routines.TryReplaceAsync(claimed, claimed.Release(clock.GetUtcNow()), [], CancellationToken.None);
            throw;
        }

        metrics.CountRun(run);
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
        _ => claimed.Retry(now) ?? claimed.Conclude(now),
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
}
