using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>Moves entries of an index with their rows, without reading these: an entry that is still there shows that its row is unchanged.</summary>
internal sealed class EntryMoves(Table table)
{
    /// <summary>A move takes three changes of a batch, which holds 100.</summary>
    public const int BatchSize = 33;

    /// <returns>What was moved; not what has changed since it was found.</returns>
    public async Task<IReadOnlyList<T>> MoveAsync<T>(
        IEnumerable<(T What, DueIndexEntry Entry, IEnumerable<TableTransactionAction> Changes)> moves, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(moves.GroupBy(move => move.Entry.Partition).Select(shard => MoveShardAsync([.. shard], cancellationToken)));
        return [.. shards.SelectMany(moved => moved)];
    }

    private async Task<List<T>> MoveShardAsync<T>(
        IReadOnlyList<(T What, DueIndexEntry Entry, IEnumerable<TableTransactionAction> Changes)> shard, CancellationToken cancellationToken)
    {
        var moved = new List<T>();
        foreach (var batch in shard.Chunk(BatchSize))
        {
            if (await table.TryWriteAsync([.. batch.SelectMany(move => move.Changes)], cancellationToken))
            {
                moved.AddRange(batch.Select(move => move.What));
                continue;
            }

            // One of them has changed; the others do not wait for it.
            foreach (var (what, entry, changes) in batch)
            {
                if (await table.TryWriteAsync([.. changes], cancellationToken))
                    moved.Add(what);
                else if (await table.FindAsync(entry.Partition, entry.Row, cancellationToken) is null)
                    await table.TryWriteAsync([.. DueIndex.SetAside(entry)], cancellationToken);
            }
        }

        return moved;
    }
}
