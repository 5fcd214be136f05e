using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Tables;
using BotGateway.Usage;

namespace BotGateway.Bots.Threads;

/// <summary>
/// Deletes threads. A thread without its header does not exist, and no answer can be added to it; its turns are deleted after the header, as far as a request
/// goes, and the timer deletes the rest.
/// </summary>
internal sealed class ThreadDeletion(
    TableServiceClient service, IThreadStore threads, ThreadIndex index, ReservationRecovery usage, DeletedIds deleted, TimeProvider clock)
{
    private const int MostRows = 1000;
    private const int BatchSize = 100;

    private static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    private readonly Table _table = new(service.GetTableClient("threads"));
    private readonly PendingDeletions _pending = new(service, "thread", clock);

    /// <returns>The gateway's id of the thread.</returns>
    /// <exception cref="GatewayException">NotFound: there is no such thread.</exception>
    public async Task<string> DeleteAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var threadId = await index.RequireIdAsync(client, id, cancellationToken);
        if (!await threads.ExistsAsync(client, threadId, cancellationToken))
            throw GatewayException.NotFound("thread", id);
        await _pending.AddAsync(client.Id, threadId, cancellationToken);
        await deleted.AddAsync(client.Id, threadId, cancellationToken);
        if (!await _table.TryDeleteAsync(ThreadKeys.Partition(client.Id, threadId), [ThreadKeys.Header], cancellationToken))
            throw GatewayException.NotFound("thread", id);
        await DeleteRestAsync(client.Id, threadId, cancellationToken);
        return threadId;
    }

    /// <summary>Deletes what is left of deleted threads.</summary>
    public Task<int> CompleteAsync(DateTimeOffset now, CancellationToken cancellationToken) => _pending.CompleteAsync(
        now,
        // With its header, it was not deleted after all.
        async (entry, cancel) => await _table.FindAsync(ThreadKeys.Partition(entry.ClientId, entry.Id), ThreadKeys.Header, cancel) is not null
            || await DeleteRestAsync(entry.ClientId, entry.Id, cancel),
        cancellationToken);

    private async Task<bool> DeleteRestAsync(string clientId, string id, CancellationToken cancellationToken)
    {
        await index.RemoveAsync(clientId, id, cancellationToken);
        await usage.CloseThreadAsync(clientId, id, cancellationToken);
        var partition = ThreadKeys.Partition(clientId, id);
        var keys = await _table.ReadRangeAsync(partition, ThreadKeys.FirstRun, ThreadKeys.AfterTurns, MostRows, cancellationToken, Keys)
            .Take(MostRows).Select(row => row.RowKey).ToListAsync(cancellationToken);
        var areGone = keys.Count < MostRows;
        foreach (var batch in keys.Chunk(BatchSize))
            areGone &= await _table.TryDeleteAsync(partition, batch, cancellationToken);
        return areGone;
    }
}
