using System.Collections.Concurrent;
using BotGateway.Authentication;
using BotGateway.Scheduling;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Routines;

/// <summary>Hands the due routines to the queue, of each client as many at once as it may run.</summary>
internal sealed partial class RoutineDispatch(
    IRoutineStore routines, Slots slots, WorkQueue queue, ClientDirectory clients, TimeProvider clock, ILogger<RoutineDispatch> logger) : ITickStep
{
    private const string Kind = "runs";

    // Concurrent storage requests.
    private const int Parallelism = 32;
    private const int BatchesAtOnce = 2;

    public async Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        DueRoutines due;
        do
        {
            due = await routines.ReadDueAsync(clock.GetUtcNow(), cancellationToken);
            foreach (var entry in due.Malformed)
            {
                LogMalformed(entry.Partition);
                await routines.SetAsideAsync(entry, cancellationToken);
            }
        }
        while (await DispatchAsync(due.Routines, endBy, cancellationToken) && due.IsMore && clock.GetUtcNow() < endBy);
    }

    // Whether any of them moved: otherwise the next read would find the same.
    private async Task<bool> DispatchAsync(IReadOnlyList<DueRoutine> due, DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var loads = new ConcurrentBag<(int Order, Slot Slot, IReadOnlyList<DueRoutine> Routines)>();
        var excess = new ConcurrentBag<(DueRoutine, DateTimeOffset)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.GroupBy(routine => routine.ClientId, StringComparer.Ordinal), parallel, async (client, cancel) =>
        {
            if (clock.GetUtcNow() >= endBy)
                return;
            var free = await slots.ReadAsync(client.Key, Kind, MostOf(client.Key), cancel);
            var plan = new ClientPlan(client, free);
            var taken = plan.Loads.Count == 0
                ? []
                : await slots.TryTakeAsync(free, [.. plan.Loads.Select(load => load.Select(routine => routine.Thread).Distinct())], cancel);
            foreach (var (order, (slot, load)) in (taken ?? []).Zip(plan.Loads).Index())
                loads.Add((order, slot, load));
            // Work that another tick is dispatching right now is not excess.
            if (taken is null || free.IsContended)
                return;
            foreach (var routine in plan.SetBack(clock.GetUtcNow()))
                excess.Add(routine);
        });

        // A routine whose message is lost is dispatched again when its slot expires. If the message arrives after all, the routine still runs once.
        var until = clock.GetUtcNow() + Slots.Lease;
        var moved = (await routines.SetBackAsync([.. loads.SelectMany(load => load.Routines, (_, routine) => (routine, until))], cancellationToken)).ToHashSet();
        // Round robin: the first of each client, then the second of each, and so on.
        await Parallel.ForEachAsync(loads.OrderBy(load => load.Order), parallel, async (load, cancel) =>
        {
            var there = load.Routines.Where(moved.Contains).ToList();
            if (there.Count == 0)
                await slots.ReleaseAsync(load.Slot, version: null, cancel);
            else
                await queue.SendAsync(WorkOf(load.Slot, there), cancel);
        });
        return await SetBackAsync(excess, endBy, cancellationToken) + moved.Count > 0;
    }

    private static Work WorkOf(Slot slot, List<DueRoutine> routines) => new()
    {
        Client = slot.Client,
        Slot = slot.Name,
        Token = slot.Token,
        Routines = [.. routines.Select(routine => routine.Id)],
        Threads = [.. routines.Select(routine => routine.Thread).Where(thread => EntityId.IsOf("thread", thread)).Distinct()],
    };

    // Few batches at once: the runs that were just dispatched need the table too. Shards take turns, so that none stays full at the front; what is not
    // postponed in time is found by the next tick.
    private async Task<int> SetBackAsync(IEnumerable<(DueRoutine Routine, DateTimeOffset Until)> excess, DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var batches = excess.GroupBy(each => each.Routine.Item.Partition).SelectMany(shard => shard.Chunk(EntryMoves.BatchSize).Index()).OrderBy(batch => batch.Index);
        var moved = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, parallel, async (batch, cancel) =>
        {
            if (clock.GetUtcNow() < endBy)
                Interlocked.Add(ref moved, (await routines.SetBackAsync(batch.Item, cancel)).Count);
        });
        return moved;
    }

    private int MostOf(string clientId) => clients.TryFind(clientId, out var client) ? client.ConcurrentRuns : Client.DefaultConcurrentRuns;

    [LoggerMessage(52, LogLevel.Error, "An index entry in {Partition} does not lead to a routine and is set aside")]
    private partial void LogMalformed(string partition);
}
