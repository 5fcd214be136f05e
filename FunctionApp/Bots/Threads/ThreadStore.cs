using Azure;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;
using Microsoft.Extensions.Options;

namespace BotGateway.Bots.Threads;

/// <summary>
/// Threads in table <c>threads</c>: a partition per thread (<c>client:thread</c>) with its header and the lease in it, its turns, and a row for each
/// turn that has a key. Turns count down in their row keys, so that one query in key order gives the header and then the newest turns, and the second writer of a
/// number meets the first one's row.
/// </summary>
internal sealed class ThreadStore(
    TableServiceClient service, ThreadIndex index, RecentTurns recent, IOptions<MessagingOptions> options, TimeProvider clock) : IThreadStore
{
    private const string Header = ThreadKeys.Header;

    private readonly Table _table = new(service.GetTableClient("threads"));
    private readonly HistoryReader _histories = new(new Table(service.GetTableClient("threads")), recent, options.Value.HistoryTokens);

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

    public async Task<ThreadHistory?> FindAsync(Client owner, string id, Func<PastTurn, bool> fits, CancellationToken cancellationToken) =>
        EntityId.IsOf("thread", id) ? await _histories.FindAsync(owner.Id, id, fits, cancellationToken) : null;

    public ThreadHistory? TryRecall(Client owner, string id, Func<PastTurn, bool> fits) => _histories.TryRecall(owner.Id, id, fits);

    public async Task<ThreadHeader?> FindHeaderAsync(Client owner, string id, CancellationToken cancellationToken) =>
        EntityId.IsOf("thread", id) && await _table.FindAsync(Partition(owner, id), Header, cancellationToken) is { } row ? HeaderRow.Read(row) : null;

    public async Task<ThreadHeader?> TryLeaseAsync(
        Client owner, string id, ThreadHeader seen, ThreadLease lease, CancellationToken cancellationToken) =>
        await _table.TryReplaceAsync([HeaderRow.WriteLease(Partition(owner, id), seen, lease)], cancellationToken) is { } version
            ? seen with { Version = version, VersionBefore = seen.Version, Lease = lease }
            : null;

    public Task ReleaseAsync(Client owner, string id, ThreadHeader leased, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([HeaderRow.WriteLease(Partition(owner, id), leased, ThreadLease.Ended)], cancellationToken);

    public async Task RevokeLeaseAsync(string clientId, string id, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(ThreadKeys.Partition(clientId, id), Header, cancellationToken);
        // If it changes at this moment, the answer was faster than the revocation.
        if (row is not null && HeaderRow.Read(row) is { Lease: var lease } header && lease.Holder != ThreadLease.Ended.Holder && lease.Until <= latest)
            await _table.TryWriteAsync([HeaderRow.WriteLease(row.PartitionKey, header, ThreadLease.Ended)], cancellationToken);
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
        List<TableTransactionAction> changes = [HeaderRow.WriteLease(Partition(owner, id), leased, ThreadLease.Ended), new(TableTransactionActionType.Add, row)];
        // Beside the turn and in its batch: a second try finds it by this key, and cannot add another.
        if (key is not null)
            changes.Add(new(TableTransactionActionType.Add, new TableEntity(row.PartitionKey, key.RowKey) { ["Number"] = turn.Number }));
        if (await _table.TryWriteAllAsync(changes, cancellationToken) is not [var header, var added, ..])
        {
            return await _table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken) is { } there
                && there.TryGetValue("Mark", out var found) && found is Guid by && by == mark;
        }

        // Without versions there is nothing that a later lease could rely on.
        if (header is not "" && added is not "")
            _histories.Add(owner.Id, id, leased, leased with { Version = header, VersionBefore = null, Lease = ThreadLease.Ended }, turn, new ETag(added));
        return true;
    }

    private static string Partition(Client owner, string id) => ThreadKeys.Partition(owner.Id, id);
}
