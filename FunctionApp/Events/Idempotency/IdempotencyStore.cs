using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Events.Idempotency;

/// <summary>
/// Idempotency keys in table <c>idempotency</c>: PartitionKey = the client's shard; RowKey = <c>key_</c> + client + hash of the key; beside it an entry of the
/// index <c>expired</c>, by which it is deleted.
/// </summary>
internal sealed class IdempotencyStore
{
    // Of each shard and tick: what is not found now is found in the next tick.
    private const int MostExpired = 100;

    private readonly Table _table;
    private readonly DueIndex _expired;

    public IdempotencyStore(TableServiceClient service)
    {
        _table = new Table(service.GetTableClient("idempotency"));
        _expired = new DueIndex(_table, "expired");
    }

    public async Task<IdempotencyRecord?> FindAsync(string clientId, string key, CancellationToken cancellationToken) =>
        await _table.FindAsync(DueIndex.ShardOf(clientId), RowKey(clientId, key), cancellationToken) is { } row
            ? RowReader.Read(row, IdempotencyRecord.Read, "idempotency key", key)
            : null;

    /// <summary>Writes a key's next state, unless it has changed since it was read.</summary>
    /// <param name="before">Null for one that is new.</param>
    /// <returns>The state as it is kept now, or null if it had changed.</returns>
    public async Task<IdempotencyRecord?> TryWriteAsync(
        string clientId, string key, IdempotencyRecord? before, IdempotencyRecord after, CancellationToken cancellationToken)
    {
        var row = after.ToRow(DueIndex.ShardOf(clientId), RowKey(clientId, key));
        TableTransactionAction[] changes =
        [
            before is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, new ETag(before.Version)),
            .. _expired.Move(row.PartitionKey, row.RowKey, before?.ExpiresAt, after.ExpiresAt),
        ];
        return await _table.TryReplaceAsync(changes, cancellationToken) is { } version ? after with { Version = version } : null;
    }

    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var entry in await _expired.ReadDueAsync(now, MostExpired, cancellationToken))
        {
            // A key that is in use again has another entry: then neither row is deleted.
            if (await _table.TryDeleteAsync(entry.Partition, [entry.Row, entry.Key], cancellationToken))
                deleted++;
        }

        return deleted;
    }

    private static string RowKey(string clientId, string key) =>
        $"key_{clientId}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
