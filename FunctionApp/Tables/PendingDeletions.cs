using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>
/// What is being deleted in steps, in table <c>deletions</c>: PartitionKey = kind, RowKey = time, client and id. An entry is written before the deletion and
/// stays until no request that began before it can still be writing; then what is left is deleted.
/// </summary>
internal sealed class PendingDeletions(TableServiceClient service, string kind)
{
    // Longer than a thread's lease: the longest model call and the writes around it.
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    private const int MostPerTick = 100;
    private const int PageSize = 1000;
    private const string TimeFormat = "yyyyMMddHHmmssfff";

    private readonly Table _table = new(service.GetTableClient("deletions"));

    public async Task<PendingDeletion> AddAsync(string clientId, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entry = new PendingDeletion(clientId, id, $"{Format(now)}_{clientId}:{id}");
        await _table.TryWriteAsync(
            TableTransactionActionType.UpsertReplace, new TableEntity(kind, entry.Key), cancellationToken);
        return entry;
    }

    /// <summary>Finds the oldest entries whose time has come, those of all clients in turn.</summary>
    public async Task<IReadOnlyList<PendingDeletion>> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await _table.ReadRangeAsync(kind, "0", Format(now - Delay), PageSize, cancellationToken)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return [.. due.Select(row => TryRead(row.RowKey)).OfType<PendingDeletion>().GroupBy(entry => entry.ClientId).SelectMany(client => client.Index()).OrderBy(each => each.Index).Select(each => each.Item).Take(MostPerTick)];
    }

    public Task RemoveAsync(PendingDeletion entry, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([new(TableTransactionActionType.Delete, new TableEntity(kind, entry.Key), ETag.All)], cancellationToken);

    private static PendingDeletion? TryRead(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is var colon && colon > TimeFormat.Length
            ? new PendingDeletion(key[(TimeFormat.Length + 1)..colon], key[(colon + 1)..], key)
            : null;

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
