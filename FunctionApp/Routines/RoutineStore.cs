using Azure;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Routines;

/// <summary>
/// Routines in table <c>routines</c>: PartitionKey = the routine's shard; RowKey = <c>routine_</c> + client + routine, <c>run_</c> + routine + due time
/// (descending, so that the newest is first), and their index entries: <see cref="RoutineDueIndex"/> for routines, <c>old</c> for runs and
/// <see cref="DeletedRoutines"/>.
/// </summary>
internal sealed partial class RoutineStore : IRoutineStore
{
    // Per shard and tick; the rest is found by the next tick.
    private const int MostOld = 100;

    private readonly Table _table;
    private readonly RoutineDueIndex _due;
    private readonly DueIndex _old;
    private readonly Outbox _outbox;
    private readonly TimeSpan _runLifetime;
    private readonly DeletedRoutines _deleted;
    private readonly ILogger _logger;

    /// <summary>Makes the store; nothing is sent yet.</summary>
    public RoutineStore(
        TableServiceClient service, DeletedRoutines deleted, Outbox outbox, IOptions<SchedulerOptions> options, ILogger<RoutineStore> logger)
    {
        (_deleted, _outbox) = (deleted, outbox);
        _logger = logger;
        _table = new Table(service.GetTableClient("routines"));
        _due = new RoutineDueIndex(_table);
        _old = new DueIndex(_table, "old");
        _runLifetime = TimeSpan.FromDays(options.Value.RunHistoryDays);
    }

    public async Task AddAsync(Routine routine, CancellationToken cancellationToken)
    {
        var row = RoutineRow.From(routine);
        // The id is new: an existing row is this one, written by an attempt whose response was lost.
        await _table.TryWriteAsync(
            [new(TableTransactionActionType.Add, row), .. _due.Move(null, routine)], cancellationToken);
    }

    public async Task<DueRoutines> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = await _due.ReadAsync(now, cancellationToken);
        var routines = items.Select(item => (Item: item, Routine: RoutineRow.TryReadEntry(item))).ToList();
        return new DueRoutines(
            [.. routines.Select(each => each.Routine).OfType<DueRoutine>()],
            [.. routines.Where(each => each.Routine is null).Select(each => each.Item)],
            items.CountBy(item => item.Partition).Any(shard => shard.Value >= RoutineDueIndex.MostDue));
    }

    public Task<IReadOnlyList<DueRoutine>> SetBackAsync(
        IReadOnlyList<(DueRoutine Routine, DateTimeOffset Until)> routines, CancellationToken cancellationToken) =>
        _due.SetBackAsync(routines, cancellationToken);

    public Task SetAsideAsync(DueIndexEntry item, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([.. DueIndex.SetAside(item)], cancellationToken);

    public async Task<Routine?> TryReplaceAsync(
        Routine before, Routine after, IReadOnlyList<RoutineRun> runs, CancellationToken cancellationToken)
    {
        var row = RoutineRow.From(after);
        TableTransactionAction[] changes =
        [
            new(TableTransactionActionType.UpdateReplace, row, new ETag(before.Version)),
            .. _due.Move(before, after),
            .. runs.SelectMany(run => Write(after, run, TableTransactionActionType.UpsertReplace)),
            .. _outbox.Add(after.ClientId, row.PartitionKey, RoutineEvents.Of(before, after, runs)),
        ];
        return await _table.TryReplaceAsync(changes, cancellationToken) is { } version ? after with { Version = version } : null;
    }

    public Task<bool> TryDeleteAsync(Routine routine, CancellationToken cancellationToken)
    {
        var row = RoutineRow.From(routine);
        return _table.TryWriteAsync(
            [
                new(TableTransactionActionType.Delete, row, new ETag(routine.Version)),
                .. _due.Move(routine, null),
                .. _deleted.Remember(routine.ClientId, routine.Id),
            ],
            cancellationToken);
    }

    public async Task<IReadOnlyList<RoutineRun>> ReadRunsAsync(Routine routine, int most, CancellationToken cancellationToken)
    {
        var runs = new List<RoutineRun>();
        await foreach (var row in _table.ReadRangeAsync(
            DueIndex.ShardOf(routine.Id), RunRow.FirstKey(routine.Id), RunRow.EndKey(routine.Id), most, cancellationToken))
        {
            runs.Add(RowReader.Read(row, RunRow.ToRun, "routine", routine.Id));
            if (runs.Count == most)
                break;
        }

        return runs;
    }

    public Task AddRunAsync(Routine routine, RoutineRun run, CancellationToken cancellationToken) =>
        _table.TryWriteAsync(
            [
                .. Write(routine, run, run.Outcome == RunOutcome.Answered ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.Add),
                .. _outbox.Add(routine.ClientId, DueIndex.ShardOf(routine.Id), RoutineEvents.Of(routine, run)),
            ],
            cancellationToken);

    public async Task<int> DeleteOldRunsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var item in await _old.ReadDueAsync(now, MostOld, cancellationToken))
        {
            if (item.Time is null || !(RunRow.IsKey(item.Row) || DeletedRoutines.IsKey(item.Row)))
            {
                LogMalformed(item.Partition);
                await SetAsideAsync(item, cancellationToken);
                continue;
            }

            var run = new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(item.Partition, item.Row), ETag.All);
            TableTransactionAction[] entry = [new(TableTransactionActionType.Delete, new TableEntity(item.Partition, item.Key), ETag.All)];
            if (await _table.TryWriteAsync([run, .. entry], cancellationToken))
                deleted++;
            else
                // The run is already deleted: it had two entries, because the setting changed between two attempts.
                await _table.TryWriteAsync(entry, cancellationToken);
        }

        return deleted;
    }

    private IEnumerable<TableTransactionAction> Write(Routine routine, RoutineRun run, TableTransactionActionType kind)
    {
        var row = RunRow.From(routine.Id, run);
        yield return new(kind, row);
        // From the due time, not from now: a later attempt gets the same entry.
        foreach (var entry in _old.Move(row.PartitionKey, row.RowKey, null, run.Due + _runLifetime))
            yield return entry;
    }

    [LoggerMessage(54, LogLevel.Error, "An index entry of an old run in {Partition} does not lead to a run and is set aside")]
    private partial void LogMalformed(string partition);
}
