using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>
/// Finds the rows of a table that are due, without reading the others. An indexed row has a second row in its partition, its entry,
/// whose key begins with the time: <c>{name}_{yyyyMMddHHmmssfff}_{row key}</c>. Row and entry are written in one batch, so neither exists
/// without the other. The partitions are shards, so that no single one takes all writes.
/// </summary>
internal sealed class DueIndex(Table table, string name)
{
    // A tick reads a range of each shard: more shards take more writes but cost each tick more requests. It must never change: it is part of all keys.
    private const int Shards = 16;

    /// <summary>What the keys of entries begin with that were set aside.</summary>
    public const string Aside = "aside_";

    private const int PageSize = 1000;
    private const string TimeFormat = "yyyyMMddHHmmssfff";

    public static IEnumerable<string> ShardNames { get; } = [.. Enumerable.Range(0, Shards).Select(ShardName)];

    /// <param name="what">What they belong to: always the same shard for the same text.</param>
    public static string ShardOf(string what) => ShardName(SHA256.HashData(Encoding.UTF8.GetBytes(what))[0] % Shards);

    /// <summary>The changes that move a row's entry, for the batch that changes the row.</summary>
    /// <param name="thread">Stored in the entry, so that the row need not be read.</param>
    public IEnumerable<TableTransactionAction> Move(string partition, string row, DateTimeOffset? from, DateTimeOffset? to, string? thread = null)
    {
        var (before, after) = (from is null ? null : KeyAt(from.Value, row), to is null ? null : KeyAt(to.Value, row));
        // A batch must not name a row twice.
        if (before == after)
            yield break;
        if (before is not null)
            yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, before), ETag.All);
        if (to is not null)
            yield return Add(name, partition, row, to.Value, thread);
    }

    /// <summary>The change that adds the entry of a new row.</summary>
    public static TableTransactionAction Add(string name, string partition, string row, DateTimeOffset time, string? thread = null) => new(
        TableTransactionActionType.UpsertReplace, new TableEntity(partition, KeyAt(name, time, row)) { ["Row"] = row, ["Thread"] = thread });

    /// <param name="most">The limit per shard; the others are found once these have moved.</param>
    public async Task<IReadOnlyList<DueIndexEntry>> ReadDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var shards = await ReadShardsAsync(shard => ReadDueAsync(shard, now, most, cancellationToken));
        return [.. shards.SelectMany(items => items).OrderBy(item => item.Time)];
    }

    /// <summary>Finds rows whose time is later than any that a correct clock would write.</summary>
    public async Task<IReadOnlyList<DueIndexEntry>> ReadAfterAsync(DateTimeOffset after, int most, CancellationToken cancellationToken)
    {
        var shards = await ReadShardsAsync(shard => ReadAsync(shard, $"{name}_{Format(after.AddMilliseconds(1))}", End, most, cancellationToken));
        return [.. shards.SelectMany(items => items)];
    }

    /// <summary>The changes that remove an entry without a row, and keep its content under another key.</summary>
    public static IEnumerable<TableTransactionAction> SetAside(DueIndexEntry item)
    {
        yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(item.Partition, item.Key), ETag.All);
        yield return new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, new TableEntity(item.Partition, Aside + item.Key) { ["Row"] = item.Row, ["Thread"] = item.Thread });
    }

    /// <summary>Removes the entries of a row whose time is unknown: all entries of its partition are searched.</summary>
    public async Task LeaveAsync(string partition, string row, CancellationToken cancellationToken)
    {
        await foreach (var entry in ReadEntriesAsync(partition, row, cancellationToken))
            await table.TryWriteAsync([new(TableTransactionActionType.Delete, entry, ETag.All)], cancellationToken);
    }

    /// <summary>Removes all entries of a row except the current one, unless the row has changed since it was read.</summary>
    public async Task TidyAsync(TableEntity row, DateTimeOffset? time, CancellationToken cancellationToken)
    {
        var own = time is null ? null : KeyAt(time.Value, row.RowKey);
        string? version = row.ETag.ToString();
        await foreach (var entry in ReadEntriesAsync(row.PartitionKey, row.RowKey, cancellationToken).Where(entry => entry.RowKey != own))
        {
            // In one batch with an empty change of the row: a concurrent write of the row writes an entry of its own.
            var unchanged = new TableTransactionAction(
                TableTransactionActionType.UpdateMerge, new TableEntity(row.PartitionKey, row.RowKey), new ETag(version));
            version = await table.TryReplaceAsync([unchanged, new(TableTransactionActionType.Delete, entry, ETag.All)], cancellationToken);
            if (version is null)
                return;
        }
    }

    // Many apps have no routines or jobs: of a table that does not exist, one shard is asked.
    private async Task<List<DueIndexEntry>[]> ReadShardsAsync(Func<string, Task<List<DueIndexEntry>>> readAsync)
    {
        var first = await readAsync(ShardName(0));
        return table.IsMissing ? [first] : [first, .. await Task.WhenAll(ShardNames.Skip(1).Select(readAsync))];
    }

    private IAsyncEnumerable<TableEntity> ReadEntriesAsync(string partition, string row, CancellationToken cancellationToken) => table
        .ReadRangeAsync(partition, First, End, PageSize, cancellationToken, [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)])
        .Where(entry => ReadTime(entry.RowKey, row) is not null);

    private Task<List<DueIndexEntry>> ReadDueAsync(string partition, DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        ReadAsync(partition, First, $"{name}_{Format(now.AddMilliseconds(1))}", most, cancellationToken);

    private async Task<List<DueIndexEntry>> ReadAsync(string partition, string from, string to, int most, CancellationToken cancellationToken)
    {
        var items = new List<DueIndexEntry>();
        await foreach (var entry in table.ReadRangeAsync(partition, from, to, Math.Min(most, PageSize), cancellationToken))
        {
            var row = TextOf(entry, "Row") ?? "";
            items.Add(new DueIndexEntry(partition, row, ReadTime(entry.RowKey, row), entry.RowKey, TextOf(entry, "Thread")));
            if (items.Count == most)
                break;
        }

        return items;
    }

    private string First => $"{name}_";

    // The backquote is the character after the underscore.
    private string End => $"{name}`";

    private string KeyAt(DateTimeOffset time, string row) => KeyAt(name, time, row);

    private static string KeyAt(string name, DateTimeOffset time, string row) => $"{name}_{Format(time)}_{row}";

    private static string? TextOf(TableEntity entry, string column) => entry.TryGetValue(column, out var value) ? value as string : null;

    // A key that the gateway did not write may have anything instead of the time, and belong to another row.
    private DateTimeOffset? ReadTime(string key, string row) =>
        key.Length > name.Length + 1 + TimeFormat.Length
        && DateTimeOffset.TryParseExact(
            key.AsSpan(name.Length + 1, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && key == KeyAt(time, row)
            ? time
            : null;

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string ShardName(int shard) => $"shard-{shard:D2}";
}

/// <param name="Row">The key of the row; anything if the gateway did not write the entry.</param>
/// <param name="Time">When the row is due, to the millisecond; null if the entry's key does not have the form that the index writes for the row.</param>
/// <param name="Thread">The row's thread; null in entries of an earlier version.</param>
internal sealed record DueIndexEntry(string Partition, string Row, DateTimeOffset? Time, string Key, string? Thread);
