using System.Globalization;
using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>
/// What is being deleted in steps, in table <c>deletions</c>: PartitionKey = kind, RowKey = time, client and id. An entry is written before the deletion and
/// stays until no request that began before it can still be writing; then what is left is deleted.
/// </summary>
internal sealed class PendingDeletions(TableServiceClient service, string kind, TimeProvider clock, TimeSpan? delay = null)
{
    // Longer than a thread's lease: the longest model call and the writes around it.
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromMinutes(5);

    // Of a tick, whose other steps need the tables too.
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(10);
    private const int MostPerTick = 100;
    private const int MostSteps = 20;
    private const int PageSize = 1000;
    private const string TimeFormat = "yyyyMMddHHmmssfff";

    private readonly TimeSpan _delay = delay ?? DefaultDelay;
    private readonly Table _table = new(service.GetTableClient("deletions"));

    public Task AddAsync(string clientId, string id, CancellationToken cancellationToken) => AddAsync([KeyOf(clock.GetUtcNow(), clientId, id)], cancellationToken);

    /// <param name="keys">The key of the entry, and those of other rows that are written with it.</param>
    public Task AddAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => _table.TryWriteAsync(
        [.. keys.Select(key => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(kind, key)))], cancellationToken);

    /// <summary>Goes on with the oldest deletions whose time has come, step by step, those of all clients in turn.</summary>
    /// <param name="tryCompleteAsync">Does a step, and tells whether it was the last.</param>
    /// <returns>How many are complete.</returns>
    public async Task<int> CompleteAsync(
        DateTimeOffset now, Func<PendingDeletion, CancellationToken, Task<bool>> tryCompleteAsync, CancellationToken cancellationToken)
    {
        var waiting = new Queue<(PendingDeletion Entry, int Steps)>((await ReadDueAsync(now, cancellationToken)).Select(entry => (entry, 1)));
        var completed = 0;
        while (clock.GetUtcNow() < now + LongestWork && waiting.TryDequeue(out var next))
        {
            if (await tryCompleteAsync(next.Entry, cancellationToken))
            {
                await _table.TryDeleteAsync(kind, [next.Entry.Key], cancellationToken);
                completed++;
            }
            else if (next.Steps < MostSteps)
            {
                waiting.Enqueue((next.Entry, next.Steps + 1));
            }
        }

        return completed;
    }

    private async Task<IEnumerable<PendingDeletion>> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await _table.ReadRangeAsync(kind, "0", Format(now - _delay), PageSize, cancellationToken).Take(PageSize).ToListAsync(cancellationToken);
        return due.Select(row => TryRead(row.RowKey)).OfType<PendingDeletion>()
            .GroupBy(entry => entry.ClientId).SelectMany(client => client.Index()).OrderBy(each => each.Index).Select(each => each.Item).Take(MostPerTick);
    }

    internal static PendingDeletion? TryRead(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is var colon && colon > TimeFormat.Length
            ? new PendingDeletion(key[(TimeFormat.Length + 1)..colon], key[(colon + 1)..], key)
            : null;

    internal static string KeyOf(DateTimeOffset at, string clientId, string id) => $"{Format(at)}_{clientId}:{id}";

    /// <summary>The key of a row that is never due, but belongs to its client.</summary>
    internal static string NeverDue(string clientId, string id) => $"{new string('9', TimeFormat.Length)}_{clientId}:{id}";

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
