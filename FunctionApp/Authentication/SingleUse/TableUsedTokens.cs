using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Authentication.SingleUse;

/// <summary>
/// Used tokens in table <c>usedtokens</c>, for any number of instances: PartitionKey = the minute in which the token is accepted for the last time
/// (<c>yyyyMMddHHmm</c>, UTC), a hyphen and a shard (00 to 15); RowKey = the hash. So what is over is one range of keys, and no partition is hot.
/// </summary>
/// <param name="service">The Table service.</param>
public sealed class TableUsedTokens(TableServiceClient service) : IUsedTokens
{
    private const int Shards = 16;
    private const string MinuteFormat = "yyyyMMddHHmm";

    // A portion's keys are held in memory. It has a few partitions where there is much to delete; a batch has rows of one.
    private const int Portion = 10_000;
    private const int PartitionsAtOnce = 8;
    private const int MostInBatch = 100;

    private readonly Table _table = new(service.GetTableClient("usedtokens"));

    /// <inheritdoc/>
    public async Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellation)
    {
        var (partition, row, claim) = (PartitionOf(use), use.HashText, Guid.NewGuid());
        var entity = new TableEntity(partition, row) { ["Claim"] = claim };
        // The SDK tries again where no answer came, and then meets the row that it wrote itself.
        return await _table.TryWriteAsync(TableTransactionActionType.Add, entity, cancellation)
            || (await _table.FindAsync(partition, row, cancellation))?.GetGuid("Claim") == claim;
    }

    /// <inheritdoc/>
    public async Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var deleted = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellation };
        try
        {
            // Of earlier minutes than this one the last instant has been over for the margin.
            await foreach (var keys in _table.ReadKeysAsync(MinuteOf(now - TokenUse.Margin), cancellation).Chunk(Portion).WithCancellation(cancellation))
            {
                await Parallel.ForEachAsync(keys.GroupBy(key => key.Partition, key => key.Row), parallel, async (rows, cancel) =>
                {
                    foreach (var batch in rows.Chunk(MostInBatch))
                    {
                        // Where another instance has deleted some of them, the next cleaning finds the others.
                        if (await _table.TryDeleteAsync(rows.Key, batch, cancel))
                            Interlocked.Add(ref deleted, batch.Length);
                    }
                });
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is left is deleted the next time.
        }

        return deleted;
    }

    private static string PartitionOf(TokenUse use) => $"{MinuteOf(use.AcceptedUntil)}-{use.Hash[0] % Shards:D2}";

    private static string MinuteOf(DateTimeOffset time) => time.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);
}
