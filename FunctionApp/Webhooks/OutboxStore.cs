using Azure;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Webhooks;

/// <summary>Finds, postpones and deletes the messages that an <see cref="Outbox"/> has written.</summary>
internal sealed class OutboxStore(TableServiceClient service, IEnumerable<OutboxTable> tables)
{
    // Per table and shard; found messages are moved away, so the next read finds the others.
    private const int MostDue = 1000;

    // A message and its entry; a batch holds 100 changes.
    private const int MostDeleted = 50;

    private readonly IReadOnlyDictionary<string, Kept> _tables = tables.ToDictionary(table => table.Name, table => new Kept(service, table.Name), StringComparer.Ordinal);

    public async Task<DueMessages> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(_tables.Values.Select(table => ReadDueAsync(table, now, cancellationToken)));
        return new DueMessages(
            [.. found.SelectMany(due => due.Messages).OrderBy(message => message.Entry.Time)],
            [.. found.SelectMany(due => due.MalformedPartitions)],
            found.Any(due => due.IsMore));
    }

    /// <summary>Has messages looked at later, all that have not changed since they were found.</summary>
    public async Task<IReadOnlyList<DueMessage>> SetBackAsync(IEnumerable<(DueMessage Message, DateTimeOffset Until)> messages, CancellationToken cancellationToken)
    {
        var moved = await Task.WhenAll(messages.GroupBy(each => each.Message.Place.Table).Select(group =>
        {
            var table = _tables[group.Key];
            return table.Moves.MoveAsync(group.Select(each => (each.Message, each.Message.Entry, table.SetBack(each.Message.Entry, each.Until))), cancellationToken);
        }));
        return [.. moved.SelectMany(messages => messages)];
    }

    /// <returns>The message; null if it has been delivered or deleted.</returns>
    /// <exception cref="UnreadableRowException">Something is wrong with its row.</exception>
    public async Task<OutboxMessage?> FindAsync(OutboxPlace place, CancellationToken cancellationToken)
    {
        if (!_tables.TryGetValue(place.Table, out var table))
            return null;
        if (await table.Rows.FindAsync(place.Partition, OutboxRow.Key(place), cancellationToken) is { } row)
            return OutboxRow.Read(place, row);
        // Told twice, and delivered once.
        await table.Due.LeaveAsync(place.Partition, OutboxRow.Key(place), cancellationToken);
        return null;
    }

    public Task DeleteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var (table, key) = (_tables[message.Place.Table], OutboxRow.Key(message.Place));
        return table.Rows.TryWriteAsync(
            [
                new(TableTransactionActionType.Delete, new TableEntity(message.Place.Partition, key), new ETag(message.Version)),
                .. table.Due.Move(message.Place.Partition, key, message.DueAt, null),
            ],
            cancellationToken);
    }

    /// <summary>Counts a failed try.</summary>
    public Task RetryAsync(OutboxMessage message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (table, key) = (_tables[message.Place.Table], OutboxRow.Key(message.Place));
        var row = new TableEntity(message.Place.Partition, key) { [OutboxRow.Tries] = message.Tries + 1, [OutboxRow.DueAt] = at };
        return table.Rows.TryWriteAsync(
            [
                new(TableTransactionActionType.UpdateMerge, row, new ETag(message.Version)),
                .. table.Due.Move(message.Place.Partition, key, message.DueAt, at),
            ],
            cancellationToken);
    }

    /// <summary>Deletes a message that cannot be read, with its entries.</summary>
    public async Task DiscardAsync(OutboxPlace place, CancellationToken cancellationToken)
    {
        var table = _tables[place.Table];
        await table.Due.LeaveAsync(place.Partition, OutboxRow.Key(place), cancellationToken);
        await table.Rows.TryDeleteAsync(place.Partition, [OutboxRow.Key(place)], cancellationToken);
    }

    /// <summary>Deletes a client's messages, undelivered, at most so many in each shard.</summary>
    /// <returns>How many were deleted, and whether there may be more.</returns>
    public async Task<(int Deleted, bool IsMore)> DeleteOfClientAsync(string clientId, int most, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(_tables.Values.SelectMany(table => DueIndex.ShardNames.Select(shard => DeleteAsync(table, shard, clientId, most, cancellationToken))));
        return (shards.Sum(shard => shard.Deleted), shards.Any(shard => shard.IsMore));
    }

    private static async Task<DueMessages> ReadDueAsync(Kept table, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entries = await table.Due.ReadDueAsync(now, MostDue, cancellationToken);
        var messages = new List<DueMessage>();
        var malformed = new List<string>();
        foreach (var entry in entries)
        {
            if (OutboxRow.TryReadEntry(table.Name, entry, out var place))
            {
                messages.Add(new DueMessage(place, entry));
                continue;
            }

            malformed.Add(entry.Partition);
            await table.Rows.TryWriteAsync([.. DueIndex.SetAside(entry)], cancellationToken);
        }

        var isMore = entries.CountBy(entry => entry.Partition).Any(shard => shard.Value >= MostDue);
        return new DueMessages([.. messages.DistinctBy(message => message.Place)], malformed, isMore);
    }

    private static async Task<(int Deleted, bool IsMore)> DeleteAsync(Kept table, string shard, string clientId, int most, CancellationToken cancellationToken)
    {
        var (from, to) = (OutboxRow.FirstKey(clientId), OutboxRow.EndKey(clientId));
        string[] columns = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), OutboxRow.DueAt];
        var rows = await table.Rows.ReadRangeAsync(shard, from, to, most, cancellationToken, columns).Take(most).ToListAsync(cancellationToken);
        var deleted = 0;
        foreach (var batch in rows.Chunk(MostDeleted))
        {
            if (await table.Rows.TryWriteAsync([.. batch.SelectMany(table.Delete)], cancellationToken))
                deleted += batch.Length;
        }

        // A batch fails if one of its messages is being delivered.
        return (deleted, rows.Count == most || deleted < rows.Count);
    }

    private sealed class Kept(TableServiceClient service, string name)
    {
        public string Name => name;

        public Table Rows { get; } = new(service.GetTableClient(name));

        public DueIndex Due => field ??= new DueIndex(Rows, Outbox.Index);

        public EntryMoves Moves => field ??= new EntryMoves(Rows);

        public IEnumerable<TableTransactionAction> SetBack(DueIndexEntry entry, DateTimeOffset until)
        {
            var row = new TableEntity(entry.Partition, entry.Row) { [OutboxRow.DueAt] = until };
            yield return new(TableTransactionActionType.UpdateMerge, row, ETag.All);
            foreach (var change in Due.Move(entry.Partition, entry.Row, entry.Time, until))
                yield return change;
        }

        public IEnumerable<TableTransactionAction> Delete(TableEntity row)
        {
            yield return new(TableTransactionActionType.Delete, row, ETag.All);
            foreach (var change in Due.Move(row.PartitionKey, row.RowKey, row.GetDateTimeOffset(OutboxRow.DueAt), null))
                yield return change;
        }
    }
}
