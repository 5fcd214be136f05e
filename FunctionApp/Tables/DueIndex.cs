using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>
/// Finds the rows of a table whose time has come, without reading those whose time has not. A row on the agenda has a second row beside it, its place,
/// whose key begins with the time: <c>{name}_{yyyyMMddHHmmssfff}_{row key}</c>. Row and place live in one partition and change together in one batch, so
/// neither is ever without the other. The partitions are shards, so that no single one takes all writes.
/// </summary>
internal sealed class DueIndex(Table table, string name)
{
    // A tick reads a range of each shard: more shards take more writes and cost every tick more requests. Never to be changed: it is part of all keys.
    private const int Shards = 16;

    private const int PageSize = 1000;
    private const string TimeFormat = "yyyyMMddHHmmssfff";

    public static IEnumerable<string> ShardNames { get; } = [.. Enumerable.Range(0, Shards).Select(ShardName)];

    /// <param name="what">What they belong to: always the same shard for the same text.</param>
    public static string ShardOf(string what) => ShardName(SHA256.HashData(Encoding.UTF8.GetBytes(what))[0] % Shards);

    /// <summary>The changes that move a row on the agenda, for the batch that changes the row.</summary>
    /// <param name="thread">What its place tells of the row, so that the row need not be read.</param>
    public IEnumerable<TableTransactionAction> Move(string partition, string row, DateTimeOffset? from, DateTimeOffset? to, string? thread = null)
    {
        var (before, after) = (from is null ? null : KeyAt(from.Value, row), to is null ? null : KeyAt(to.Value, row));
        // A batch must not name a row twice.
        if (before == after)
            yield break;
        if (before is not null)
            yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, before), ETag.All);
        if (after is not null)
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(partition, after) { ["Row"] = row, ["Thread"] = thread });
    }

    /// <param name="most">How many of each shard to find at the most; the others are found once these have moved.</param>
    public async Task<IReadOnlyList<DueIndexEntry>> ReadDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ShardNames.Select(shard => ReadDueAsync(shard, now, most, cancellationToken)));
        return [.. shards.SelectMany(items => items).OrderBy(item => item.Time)];
    }

    /// <summary>Finds rows whose time is later than any that a clock that is right would write.</summary>
    public async Task<IReadOnlyList<DueIndexEntry>> ReadAfterAsync(DateTimeOffset after, int most, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(
            ShardNames.Select(shard => ReadAsync(shard, $"{name}_{Format(after.AddMilliseconds(1))}", End, most, cancellationToken)));
        return [.. shards.SelectMany(items => items)];
    }

    /// <summary>The change that takes a place off the agenda which names no row that is there, and keeps what it says under another key.</summary>
    public static IEnumerable<TableTransactionAction> SetAside(DueIndexEntry item)
    {
        yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(item.Partition, item.Key), ETag.All);
        yield return new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, new TableEntity(item.Partition, $"aside_{item.Key}") { ["Row"] = item.Row, ["Thread"] = item.Thread });
    }

    /// <summary>Takes a row off whose time is not known: all places of its partition are looked through.</summary>
    public async Task LeaveAsync(string partition, string row, CancellationToken cancellationToken)
    {
        await foreach (var entry in ReadEntriesAsync(partition, row, cancellationToken))
            await table.TryWriteAsync([new(TableTransactionActionType.Delete, entry, ETag.All)], cancellationToken);
    }

    /// <summary>Takes a row off all places but its own, unless it has changed since it was read.</summary>
    public async Task TidyAsync(TableEntity row, DateTimeOffset? time, CancellationToken cancellationToken)
    {
        var own = time is null ? null : KeyAt(time.Value, row.RowKey);
        string? version = row.ETag.ToString();
        await foreach (var entry in ReadEntriesAsync(row.PartitionKey, row.RowKey, cancellationToken).Where(entry => entry.RowKey != own))
        {
            // Together with the row, which is left as it is: whoever writes it at this moment gives it a place.
            var unchanged = new TableTransactionAction(
                TableTransactionActionType.UpdateMerge, new TableEntity(row.PartitionKey, row.RowKey), new ETag(version));
            version = await table.TryReplaceAsync([unchanged, new(TableTransactionActionType.Delete, entry, ETag.All)], cancellationToken);
            if (version is null)
                return;
        }
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

    private string KeyAt(DateTimeOffset time, string row) => $"{name}_{Format(time)}_{row}";

    private static string? TextOf(TableEntity entry, string column) => entry.TryGetValue(column, out var value) ? value as string : null;

    // A key that somebody else wrote may have anything in the place of the time, and be another row's.
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

/// <param name="Row">Its row key; anything where its place was not written by an agenda.</param>
/// <param name="Time">When its time came, to the millisecond; null if the key of its place is not of the form that an agenda writes for the row.</param>
/// <param name="Thread">What its place tells of it; null if it was written before places did.</param>
internal sealed record DueIndexEntry(string Partition, string Row, DateTimeOffset? Time, string Key, string? Thread);
