using Azure;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>
/// Threads in table <c>threads</c>: a partition per thread (<c>client:thread</c>) with its header and the lease in it, its turns, and a row for each
/// turn that has a key. Turns count down in their row keys, so that one query in key order gives the header and then the newest turns, and the second writer of a
/// number meets the first one's row.
/// </summary>
internal sealed class ThreadStore(TableServiceClient service, ThreadIndex index, TimeProvider clock) : IThreadStore
{
    private const string Header = ThreadKeys.Header;

    // Few turns are long and many histories short: one page usually holds all that fits the token budget. The Table service returns at most 1,000 rows.
    private const int PageSize = 50;
    private const int MostPageSize = 1_000;

    // The rows that a thread's last history took on this instance, so that the next one takes one page. Threads share a place by hash: after another one's,
    // a history may take more pages, or rows that it does not need.
    private readonly int[] _pageSizes = new int[4_096];

    private readonly Table _table = new(service.GetTableClient("threads"));

    public async Task AddAsync(Client owner, NewThread thread, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition(owner, thread.Id), Header)
        {
            ["CreatedAt"] = clock.GetUtcNow(),
            ["ListedBots"] = thread.BotId,
            ["LegacyId"] = thread.LegacyId,
        };
        await _table.TryWriteAsync(TableTransactionActionType.Add, row, cancellationToken);
        // Only now: what is listed exists, and a legacy id never belongs to a thread that was not made.
        if (await index.TryAddAsync(owner.Id, thread, cancellationToken))
            return;
        await _table.TryDeleteAsync(row.PartitionKey, [Header], CancellationToken.None);
        throw LegacyId.Taken(thread.LegacyId!, "thread");
    }

    public async Task<bool> ExistsAsync(Client owner, string id, CancellationToken cancellationToken) =>
        EntityId.IsOf("thread", id) && await _table.FindAsync(Partition(owner, id), Header, cancellationToken) is not null;

    public async Task<ThreadHistory?> FindAsync(Client owner, string id, Func<Turn, bool> fits, CancellationToken cancellationToken)
    {
        if (!EntityId.IsOf("thread", id))
            return null;

        ThreadHeader? header = null;
        var lastNumber = 0;
        var turns = new List<Turn>();
        var partition = Partition(owner, id);
        var place = (uint)partition.GetHashCode(StringComparison.Ordinal) % _pageSizes.Length;
        var pageSize = Math.Clamp(_pageSizes[place], PageSize, MostPageSize);
        await foreach (var row in _table.ReadRangeAsync(partition, Header, ThreadKeys.AfterTurns, pageSize, cancellationToken))
        {
            if (header is null)
            {
                // Turns without a header are not a thread.
                if (row.RowKey != Header)
                    return null;
                header = ReadHeader(row);
                continue;
            }

            var turn = TurnRow.Read(id, row);
            lastNumber = Math.Max(lastNumber, turn.Number);
            if (!fits(turn))
                break;
            turns.Add(turn);
        }

        // And the header, the turn that is added next, and one that does not fit.
        _pageSizes[place] = turns.Count + 3;
        turns.Reverse();
        return header is null ? null : new ThreadHistory(lastNumber, turns, header);
    }

    public async Task<ThreadHeader?> FindHeaderAsync(Client owner, string id, CancellationToken cancellationToken) =>
        EntityId.IsOf("thread", id) && await _table.FindAsync(Partition(owner, id), Header, cancellationToken) is { } row ? ReadHeader(row) : null;

    public async Task<ThreadHeader?> TryLeaseAsync(
        Client owner, string id, ThreadHeader seen, ThreadLease lease, CancellationToken cancellationToken) =>
        await _table.TryReplaceAsync([WriteLease(Partition(owner, id), seen, lease)], cancellationToken) is { } version ? seen with { Version = version, Lease = lease } : null;

    public Task ReleaseAsync(Client owner, string id, ThreadHeader leased, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([WriteLease(Partition(owner, id), leased, ThreadLease.Ended)], cancellationToken);

    public async Task RevokeLeaseAsync(string clientId, string id, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(ThreadKeys.Partition(clientId, id), Header, cancellationToken);
        // If it changes at this moment, the answer was faster than the revocation.
        if (row is not null && ReadHeader(row) is { Lease.Holder: var holder } header && holder != ThreadLease.Ended.Holder)
            await _table.TryWriteAsync([WriteLease(row.PartitionKey, header, ThreadLease.Ended)], cancellationToken);
    }

    public Task ListAsync(Client owner, string id, string botId, CancellationToken cancellationToken) =>
        index.AddBotAsync(owner.Id, id, botId, cancellationToken);

    public async Task<Turn?> FindByKeyAsync(Client owner, string id, TurnKey key, CancellationToken cancellationToken) =>
        EntityId.IsOf("thread", id)
        && await _table.FindAsync(Partition(owner, id), key.RowKey, cancellationToken) is { } marker
        && await _table.FindAsync(marker.PartitionKey, TurnRow.Key(TurnRow.ReadNumber(id, marker)), cancellationToken) is { } row
            ? TurnRow.Read(id, row)
            : null;

    public async Task<bool> TryAddAsync(Client owner, string id, ThreadHeader leased, Turn turn, TurnKey? key, CancellationToken cancellationToken)
    {
        // Marks this write, so that a retry recognizes its own turn if the answer was lost.
        var mark = Guid.NewGuid();
        var row = TurnRow.From(Partition(owner, id), turn);
        row["Mark"] = mark;
        // The time by which this process counts the answer: the timer, which goes by the row, must count it on the same day.
        row["AddedAt"] = turn.Use?.At ?? clock.GetUtcNow();
        List<TableTransactionAction> changes = [WriteLease(Partition(owner, id), leased, ThreadLease.Ended), new(TableTransactionActionType.Add, row)];
        // Beside the turn and in its batch: a second try finds it by this key, and cannot add another.
        if (key is not null)
            changes.Add(new(TableTransactionActionType.Add, new TableEntity(row.PartitionKey, key.RowKey) { ["Number"] = turn.Number }));
        return await _table.TryWriteAsync(changes, cancellationToken)
            || ((await _table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken)) is { } there && there.TryGetValue("Mark", out var found) && found is Guid by && by == mark);
    }

    private static TableTransactionAction WriteLease(string partition, ThreadHeader seen, ThreadLease lease) => new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(partition, Header)
        {
            ["LeaseHolder"] = lease.Holder,
            ["LeaseUntil"] = lease.Until,
            ["ListedBots"] = seen.ListedBots.Count == 0 ? null : string.Join(',', seen.ListedBots),
        },
        new ETag(seen.Version));

    // Threads of earlier versions have no lease; one of another form is none.
    private static ThreadHeader ReadHeader(TableEntity row) => new(
        row.ETag.ToString(),
        row.TryGetValue("LeaseHolder", out var holder) && holder is Guid by && row.TryGetValue("LeaseUntil", out var until) && until is DateTimeOffset end
            ? new ThreadLease(by, end)
            : ThreadLease.Ended)
    {
        ListedBots = row.TryGetValue("ListedBots", out var bots) && bots is string listed ? listed.Split(',') : [],
        LegacyId = row.TryGetValue("LegacyId", out var legacyId) ? legacyId as string : null,
    };

    private static string Partition(Client owner, string id) => ThreadKeys.Partition(owner.Id, id);
}
