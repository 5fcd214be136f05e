using Azure;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;
using BotGateway.Webhooks;

namespace BotGateway.Routines;

/// <summary>Takes routines whose rows cannot be read off the schedule, so that they keep no other waiting, and deletes them.</summary>
internal sealed class BrokenRoutines
{
    private readonly Table _table;
    private readonly RoutineDueIndex _dueIndex;
    private readonly DeletedRoutines _deleted;
    private readonly Outbox _outbox;

    /// <summary>Makes it; nothing is sent yet.</summary>
    public BrokenRoutines(TableServiceClient service, DeletedRoutines deleted, Outbox outbox)
    {
        (_deleted, _outbox) = (deleted, outbox);
        _table = new Table(service.GetTableClient("routines"));
        _dueIndex = new RoutineDueIndex(_table);
    }

    /// <summary>Pauses a broken routine. All that it holds stays, but for when it would have run; once its row can be read again, it can be resumed.</summary>
    /// <param name="isRequested">Whether its client requests it, and so need not be told.</param>
    /// <returns>False if it is gone, or has changed meanwhile.</returns>
    public async Task<bool> TryPauseAsync(BrokenRoutine broken, bool isRequested, CancellationToken cancellationToken)
    {
        var (partition, key) = KeyOf(broken);
        if (await _table.FindAsync(partition, key, cancellationToken) is not { } row)
            return false;

        foreach (var column in new[] { "Due", "WakeAt", "Rest", "RestsUntil", "SkippedAt" })
            row.Remove(column);
        row["Status"] = nameof(RoutineStatus.Paused);
        row["Attempt"] = 0;
        foreach (var piece in row.Keys.Where(column => column.StartsWith("Reason", StringComparison.Ordinal)).ToList())
            row.Remove(piece);
        var reason = $"Its row could not be read: {broken.Reason}.";
        row.SetText("Reason", reason);
        WebhookEvent[] told = isRequested ? [] : [RoutineEvents.OfPause(broken.Id, broken.BotId, broken.ThreadId, reason, $"{row.ETag}")];
        if (!await _table.TryWriteAsync([new(TableTransactionActionType.UpdateReplace, row, row.ETag), .. _outbox.Add(broken.ClientId, partition, told)], cancellationToken))
            return false;

        await _dueIndex.LeaveAsync(partition, key, cancellationToken);
        return true;
    }

    /// <summary>Deletes a broken routine; the results of its runs are deleted when they are old.</summary>
    public async Task<bool> TryDeleteAsync(BrokenRoutine broken, CancellationToken cancellationToken)
    {
        var (partition, key) = KeyOf(broken);
        // First, so that a failure between the two leaves a routine that can be deleted again, not an entry without a routine.
        await _dueIndex.LeaveAsync(partition, key, cancellationToken);
        return await _table.TryWriteAsync(
            [
                new(TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All),
                .. _deleted.Remember(broken.ClientId, broken.Id),
            ],
            cancellationToken);
    }

    private static (string Partition, string Key) KeyOf(BrokenRoutine broken) => (DueIndex.ShardOf(broken.Id), RoutineRow.Key(broken.ClientId, broken.Id));
}
