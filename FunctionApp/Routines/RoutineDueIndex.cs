using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>
/// The two indexes of routines: <c>due</c> has those that wait for their due time; <c>rest</c> those that are due and queued, retried or postponed. A time in the
/// latter is never far ahead unless the clock that wrote it was, so entries beyond any correct time are read as well.
/// </summary>
internal sealed class RoutineDueIndex(Table table)
{
    // Per shard: one page, the most that the service returns in a response. Found entries are moved away, so the next read finds the others.
    public const int MostDue = 1000;

    private readonly EntryMoves _moves = new(table);
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

    /// <summary>Postpones routines without reading them: their index entries show that they are unchanged.</summary>
    public Task<IReadOnlyList<DueRoutine>> SetBackAsync(IEnumerable<(DueRoutine Routine, DateTimeOffset Until)> routines, CancellationToken cancellationToken) =>
        _moves.MoveAsync(routines.Select(each => (each.Routine, each.Routine.Item, SetBack(each))), cancellationToken);

    /// <summary>Removes the entries of a row whose due time is unreadable: all entries of its shard are searched.</summary>
    public async Task LeaveAsync(string partition, string row, CancellationToken cancellationToken)
    {
        foreach (var index in new[] { _due, _rest })
            await index.LeaveAsync(partition, row, cancellationToken);
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
