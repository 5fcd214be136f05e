using Azure.Data.Tables;
using BotGateway.Contracts;

namespace BotGateway.Tables;

/// <summary>Deletes ranges of rows of a table, a portion at a time, whatever is in them.</summary>
internal sealed class RowEraser(Table table)
{
    // A page of the Table service, and a batch.
    private const int Portion = 1000;
    private const int BatchSize = 100;

    /// <param name="beside">The key of another row of the partition that goes with each.</param>
    /// <returns>The keys of the rows that were deleted, and whether none is left.</returns>
    public async Task<(IReadOnlyList<string> Deleted, bool IsDone)> EraseRangeAsync(
        string partition, string from, string to, CancellationToken cancellationToken, Func<string, string>? beside = null) =>
        await EraseAsync(table.ReadKeysAsync(partition, from, to, Portion, cancellationToken), cancellationToken, beside);

    /// <summary>Deletes all rows of the partitions of a range.</summary>
    public async Task<(IReadOnlyList<string> Deleted, bool IsDone)> ErasePartitionsAsync(string from, string to, CancellationToken cancellationToken) =>
        await EraseAsync(table.ReadKeysAsync(from, to, cancellationToken), cancellationToken);

    /// <summary>Deletes entries of an index that lead to rows of a range of keys; the names of indexes and what was set aside end in an underscore.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> EraseEntriesAsync(string partition, string index, string fromRow, string toRow, CancellationToken cancellationToken)
    {
        // The backquote is the character after the underscore.
        var (from, to) = (index, $"{index[..^1]}`");
        var condition = TableClient.CreateQueryFilter($"(Row ge {fromRow} and Row lt {toRow})");
        return (await EraseAsync(table.ReadKeysAsync(partition, from, to, Portion, cancellationToken, condition), cancellationToken)).IsDone;
    }

    /// <summary>What a step says that has deleted a range.</summary>
    public static ErasureStep StepOf((IReadOnlyList<string> Deleted, bool IsDone) erased, Func<IReadOnlyList<string>, ErasedCounts> count) =>
        new(erased.Deleted.Count > 0, erased.IsDone, count(erased.Deleted));

    private async Task<(IReadOnlyList<string> Deleted, bool IsDone)> EraseAsync(
        IAsyncEnumerable<(string Partition, string Row)> rows, CancellationToken cancellationToken, Func<string, string>? beside = null)
    {
        var keys = await rows.Take(Portion).ToListAsync(cancellationToken);
        var deleted = new List<string>();
        foreach (var partition in keys.GroupBy(key => key.Partition, key => key.Row))
        {
            foreach (var batch in partition.SelectMany(row => beside is null ? [row] : new[] { beside(row), row }).Chunk(BatchSize))
                deleted.AddRange(await DeleteAsync(partition.Key, batch, cancellationToken));
        }

        return (deleted, keys.Count < Portion);
    }

    // One that another has deleted meanwhile must not keep the others.
    private async Task<IEnumerable<string>> DeleteAsync(string partition, string[] batch, CancellationToken cancellationToken)
    {
        if (await table.TryDeleteAsync(partition, batch, cancellationToken))
            return batch;
        var deleted = new List<string>();
        foreach (var row in batch)
        {
            if (await table.TryDeleteAsync(partition, [row], cancellationToken))
                deleted.Add(row);
        }

        return deleted;
    }
}
