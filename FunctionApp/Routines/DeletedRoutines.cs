using Azure.Data.Tables;
using BotGateway.Scheduling;
using BotGateway.Tables;
using Microsoft.Extensions.Options;

namespace BotGateway.Routines;

/// <summary>
/// Remembers whose deleted routines were, as rows <c>deleted_</c> + client + routine, until the results of their runs are old: those bear no client, and an
/// erasure must find them.
/// </summary>
internal sealed class DeletedRoutines
{
    private const string Prefix = "deleted_";

    // Two rows each: a batch.
    private const int BatchSize = 50;

    private readonly Table _table;
    private readonly DueIndex _old;
    private readonly TimeSpan _runLifetime;
    private readonly TimeProvider _clock;

    /// <summary>Makes it; nothing is sent yet.</summary>
    public DeletedRoutines(TableServiceClient service, IOptions<SchedulerOptions> options, TimeProvider clock)
    {
        _table = new Table(service.GetTableClient("routines"));
        _old = new DueIndex(_table, "old");
        _runLifetime = TimeSpan.FromDays(options.Value.RunHistoryDays);
        _clock = clock;
    }

    public static bool IsKey(string rowKey) => rowKey.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<bool> ContainsAsync(string clientId, string routineId, CancellationToken cancellationToken) =>
        await _table.FindAsync(DueIndex.ShardOf(routineId), FirstKey(clientId) + routineId, cancellationToken) is not null;

    /// <summary>The changes for the batch that deletes a routine.</summary>
    public IEnumerable<TableTransactionAction> Remember(string clientId, string routineId)
    {
        var until = _clock.GetUtcNow() + _runLifetime;
        var row = new TableEntity(DueIndex.ShardOf(routineId), FirstKey(clientId) + routineId) { ["Until"] = until };
        yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
        foreach (var entry in _old.Move(row.PartitionKey, row.RowKey, null, until))
            yield return entry;
    }

    /// <summary>Deletes results of runs of a client's deleted routines in a shard, and forgets a routine that has none left.</summary>
    /// <returns>How many results were deleted, and whether none is left.</returns>
    public async Task<(int Runs, bool IsDone)> EraseAsync(string shard, string clientId, int most, CancellationToken cancellationToken)
    {
        // The semicolon is the character after the colon.
        var routines = _table.ReadRangeAsync(shard, FirstKey(clientId), $"{Prefix}{clientId};", BatchSize, cancellationToken);
        var runs = 0;
        await foreach (var routine in routines)
        {
            while (true)
            {
                if (runs >= most)
                    return (runs, false);
                var found = await ReadRunsAsync(shard, routine.RowKey[FirstKey(clientId).Length..], cancellationToken);
                if (found.Count == 0)
                    break;
                await DeleteAsync(shard, [.. found.SelectMany(run => Delete(run, run.GetDateTimeOffset("Due") + _runLifetime))], cancellationToken);
                runs += found.Count;
            }

            await DeleteAsync(shard, [.. Delete(routine, routine.GetDateTimeOffset("Until"))], cancellationToken);
        }

        return (runs, true);
    }

    private async Task<List<TableEntity>> ReadRunsAsync(string shard, string routineId, CancellationToken cancellationToken) => await _table
        .ReadRangeAsync(
            shard, RunRow.FirstKey(routineId), RunRow.EndKey(routineId), BatchSize, cancellationToken,
            [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), "Due"])
        .Take(BatchSize).ToListAsync(cancellationToken);

    private IEnumerable<TableTransactionAction> Delete(TableEntity row, DateTimeOffset? old)
    {
        yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), Azure.ETag.All);
        foreach (var entry in _old.Move(row.PartitionKey, row.RowKey, old, null))
            yield return entry;
    }

    // An entry has another key if the setting changed since; it holds ids only, and goes at its time.
    private async Task DeleteAsync(string shard, IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        if (await _table.TryWriteAsync(changes, cancellationToken))
            return;
        foreach (var change in changes)
            await _table.TryDeleteAsync(shard, [change.Entity.RowKey], cancellationToken);
    }

    private static string FirstKey(string clientId) => $"{Prefix}{clientId}:";
}
