using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Authentication.Replay;

/// <summary>
/// Table <c>usedtokens</c>. PartitionKey: <see cref="TokenUse.Minute"/> (<c>yyyyMMddHHmm</c>, UTC), a hyphen and a shard (00 to 15).
/// RowKey: the hash. So expired rows are one range of keys, and no partition is hot.
/// </summary>
internal sealed class TableUsedTokens(TableServiceClient service) : IUsedTokens
{
    private const int Shards = 16;
    private const string MinuteFormat = "yyyyMMddHHmm";

    private const int KeysInMemory = 10_000;
    private const int ConcurrentPartitions = 8;
    private const int MaxBatch = 100;

    private readonly Table _table = new(service.GetTableClient("usedtokens"));

    public async Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken)
    {
        var (partition, row) = ($"{MinuteOf(use.Minute)}-{use.Hash[0] % Shards:D2}", use.HashText);
        var claim = Guid.NewGuid();
        var entity = new TableEntity(partition, row) { ["Claim"] = claim };
        // After a lost response, the SDK's retry finds the row that it inserted itself.
        return await _table.TryWriteAsync(TableTransactionActionType.Add, entity, cancellationToken)
            || ((await _table.FindAsync(partition, row, cancellationToken)) is { } there && there.TryGetValue("Claim", out var found) && found is Guid by && by == claim);
    }

    public async Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentPartitions, CancellationToken = cancellationToken };
        try
        {
            await foreach (var keys in _table.ReadKeysAsync("", MinuteOf(now - TokenUse.Margin), cancellationToken).Chunk(KeysInMemory).WithCancellation(cancellationToken))
            {
                await Parallel.ForEachAsync(keys.GroupBy(key => key.Partition, key => key.Row), parallel, async (rows, cancel) =>
                {
                    foreach (var batch in rows.Chunk(MaxBatch))
                    {
                        if (await _table.TryDeleteAsync(rows.Key, batch, cancel))
                            Interlocked.Add(ref deleted, batch.Length);
                    }
                });
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next cleanup deletes the rest.
        }

        return deleted;
    }

    private static string MinuteOf(DateTimeOffset time) => time.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);
}
