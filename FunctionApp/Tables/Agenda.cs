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
/// <param name="table">The table.</param>
/// <param name="name">Tells this agenda's places from other rows of the table.</param>
public sealed class Agenda(Table table, string name)
{
    // A tick reads a range of each shard: more shards take more writes and cost every tick more requests. Never to be changed: it is part of all keys.
    private const int Shards = 16;

    private const int PageSize = 100;
    private const string TimeFormat = "yyyyMMddHHmmssfff";

    /// <summary>All shards, by partition key.</summary>
    public static IEnumerable<string> ShardNames { get; } = [.. Enumerable.Range(0, Shards).Select(ShardName)];

    /// <summary>The partition of all rows that change together.</summary>
    /// <param name="what">What they belong to: always the same shard for the same text.</param>
    /// <returns>The partition key.</returns>
    public static string ShardOf(string what) => ShardName(SHA256.HashData(Encoding.UTF8.GetBytes(what))[0] % Shards);

    /// <summary>The changes that move a row on the agenda, for the batch that changes the row.</summary>
    /// <param name="partition">The row's partition key.</param>
    /// <param name="row">The row's key.</param>
    /// <param name="from">Its time until now; null where it is not on the agenda.</param>
    /// <param name="to">Its new time; null to take it off.</param>
    /// <returns>At most two changes.</returns>
    public IEnumerable<TableTransactionAction> Move(string partition, string row, DateTimeOffset? from, DateTimeOffset? to)
    {
        var (before, after) = (from is null ? null : PlaceKey(from.Value, row), to is null ? null : PlaceKey(to.Value, row));
        // A batch must not name a row twice.
        if (before == after)
            yield break;
        if (before is not null)
            yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, before), ETag.All);
        if (after is not null)
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(partition, after) { ["Row"] = row });
    }

    /// <summary>Finds the rows whose time has come.</summary>
    /// <param name="now">The time.</param>
    /// <param name="most">How many of each shard to find at the most; the others are found once these have moved.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The rows' keys, those that have waited longest first.</returns>
    public async Task<IReadOnlyList<AgendaItem>> ReadDueAsync(DateTimeOffset now, int most, CancellationToken cancellation)
    {
        var shards = await Task.WhenAll(ShardNames.Select(shard => ReadDueAsync(shard, now, most, cancellation)));
        return [.. shards.SelectMany(items => items).OrderBy(item => item.Time)];
    }

    private async Task<List<AgendaItem>> ReadDueAsync(string partition, DateTimeOffset now, int most, CancellationToken cancellation)
    {
        var items = new List<AgendaItem>();
        var after = $"{name}_{Format(now.AddMilliseconds(1))}";
        await foreach (var place in table.ReadRangeAsync(partition, $"{name}_", after, Math.Min(most, PageSize), cancellation))
        {
            items.Add(new AgendaItem(partition, place.GetString("Row"), ReadTime(place.RowKey)));
            if (items.Count == most)
                break;
        }

        return items;
    }

    private string PlaceKey(DateTimeOffset time, string row) => $"{name}_{Format(time)}_{row}";

    private DateTimeOffset ReadTime(string placeKey) => DateTimeOffset.ParseExact(
        placeKey.AsSpan(name.Length + 1, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string ShardName(int shard) => $"shard-{shard:D2}";
}

/// <summary>A row whose time has come.</summary>
/// <param name="Partition">Its partition key.</param>
/// <param name="Row">Its row key.</param>
/// <param name="Time">When its time came, to the millisecond.</param>
public sealed record AgendaItem(string Partition, string Row, DateTimeOffset Time);
