using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>
/// The two agendas of routines: <c>due</c> has those that wait for their due time, however far ahead; <c>rest</c> those whose due time has come. No time on the
/// latter is far ahead, unless a clock was that wrote it, so that those are found too.
/// </summary>
internal sealed class RoutineDueIndex(Table table)
{
    // Of each shard at once: a page, the most that the service gives in an answer. Those that are found are moved away, and then the others are found.
    public const int MostDue = 1000;

    /// <summary>A routine takes three changes of a batch, which holds 100.</summary>
    public const int BatchSize = 33;

    private readonly DueIndex _due = new(table, "due");
    private readonly DueIndex _rest = new(table, "rest");

    public IEnumerable<TableTransactionAction> Move(Routine? from, Routine? to)
    {
        var (routine, row) = (to ?? from!, RoutineRow.Key((to ?? from!).ClientId, (to ?? from!).Id));
        var shard = DueIndex.ShardOf(routine.Id);
        return _due.Move(shard, row, DueTime(from), DueTime(to), routine.ThreadId)
            .Concat(_rest.Move(shard, row, RestTime(from), RestTime(to), routine.ThreadId));
    }

    public async Task<IReadOnlyList<DueIndexEntry>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(
            _rest.ReadDueAsync(now, MostDue, cancellationToken),
            _due.ReadDueAsync(now, MostDue, cancellationToken),
            _rest.ReadAfterAsync(now + RoutineTransitions.LongestLead, MostDue, cancellationToken));
        return [.. found.SelectMany(items => items).DistinctBy(item => (item.Partition, item.Row))];
    }

    /// <summary>Moves routines to a later time, without reading them: their places on the agenda show that they are as they were.</summary>
    public async Task<IReadOnlyList<DueRoutine>> SetBackAsync(
        IEnumerable<(DueRoutine Routine, DateTimeOffset Until)> routines, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(
            routines.GroupBy(each => each.Routine.Item.Partition).Select(shard => SetBackShardAsync([.. shard], cancellationToken)));
        return [.. shards.SelectMany(moved => moved)];
    }

    /// <summary>Takes a row off both agendas whose columns may not tell when it is due: all places of its shard are looked through.</summary>
    public async Task LeaveAsync(string partition, string row, CancellationToken cancellationToken)
    {
        foreach (var index in new[] { _due, _rest })
            await index.LeaveAsync(partition, row, cancellationToken);
    }

    private async Task<List<DueRoutine>> SetBackShardAsync(IReadOnlyList<(DueRoutine Routine, DateTimeOffset Until)> shard, CancellationToken cancellationToken)
    {
        var moved = new List<DueRoutine>();
        foreach (var batch in shard.Chunk(BatchSize))
        {
            if (await table.TryWriteAsync([.. batch.SelectMany(SetBack)], cancellationToken))
            {
                moved.AddRange(batch.Select(each => each.Routine));
                continue;
            }

            // One of them has changed, which all others need not wait for.
            foreach (var each in batch)
            {
                if (await table.TryWriteAsync([.. SetBack(each)], cancellationToken))
                    moved.Add(each.Routine);
                else if (await table.FindAsync(each.Routine.Item.Partition, each.Routine.Item.Row, cancellationToken) is null)
                    await table.TryWriteAsync([.. DueIndex.SetAside(each.Routine.Item)], cancellationToken);
            }
        }

        return moved;
    }

    private IEnumerable<TableTransactionAction> SetBack((DueRoutine Routine, DateTimeOffset Until) each)
    {
        var item = each.Routine.Item;
        var row = new TableEntity(item.Partition, item.Row) { ["WakeAt"] = each.Until, ["Rest"] = nameof(RoutineRest.Queued) };
        yield return new TableTransactionAction(TableTransactionActionType.UpdateMerge, row, Azure.ETag.All);
        yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(item.Partition, item.Key), Azure.ETag.All);
        foreach (var entry in _rest.Move(item.Partition, item.Row, null, each.Until, item.Thread))
            yield return entry;
    }

    private static DateTimeOffset? DueTime(Routine? routine) => routine?.Rest == RoutineRest.None ? routine.DueAt : null;

    private static DateTimeOffset? RestTime(Routine? routine) => routine?.Rest == RoutineRest.None ? null : routine?.DueAt;
}
