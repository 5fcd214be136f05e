using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Authentication.Replay;

/// <summary>
/// Used tokens in table <c>usedtokens</c>, for any number of instances: PartitionKey = the minute under which the token is remembered
/// (<c>yyyyMMddHHmm</c>, UTC; of a sealed token that in which it is accepted for the last time), a hyphen and a shard (00 to 15); RowKey = the hash. So
/// what is over is one range of keys, and no partition is hot.
/// </summary>
internal sealed class TableUsedTokens(TableServiceClient service) : IUsedTokens
{
    private const int Shards = 16;
    private const string MinuteFormat = "yyyyMMddHHmm";

    // A portion's keys are held in memory. It has a few partitions where there is much to delete; a batch has rows of one.
    private const int Portion = 10_000;
    private const int PartitionsAtOnce = 8;
    private const int MostInBatch = 100;

    private readonly Table _table = new(service.GetTableClient("usedtokens"));

    public async Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken)
    {
        // One after the other: of several that share minutes the one whose last is the latest gets in, where all at once could keep each other out.
        foreach (var minute in use.Minutes)
        {
            if (!await TryClaimAsync($"{MinuteOf(minute)}-{use.Hash[0] % Shards:D2}", use.HashText, cancellationToken))
                return false;
        }

        return true;
    }

    private async Task<bool> TryClaimAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        var entity = new TableEntity(partition, row) { ["Claim"] = claim };
        // The SDK tries again where no answer came, and then meets the row that it wrote itself.
        return await _table.TryWriteAsync(TableTransactionActionType.Add, entity, cancellationToken)
            || ((await _table.FindAsync(partition, row, cancellationToken)) is { } there && there.TryGetValue("Claim", out var found) && found is Guid by && by == claim);
    }

    public async Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken };
        try
        {
            // Of earlier minutes than this one the last instant has been over for the margin.
            await foreach (var keys in _table.ReadKeysAsync(MinuteOf(now - TokenUse.Margin), cancellationToken).Chunk(Portion).WithCancellation(cancellationToken))
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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is left is deleted the next time.
        }

        return deleted;
    }

    private static string MinuteOf(DateTimeOffset time) => time.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);
}
