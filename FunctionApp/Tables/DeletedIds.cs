using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>
/// Remembers what clients have deleted, in table <c>deletions</c>, for as long as the request that created it may come again under its idempotency key: after a
/// crash, that creates what is missing, and must not bring back what the client has deleted meanwhile.
/// </summary>
internal sealed class DeletedIds(TableServiceClient service, TimeProvider clock)
{
    private const string Kind = "gone";

    // An idempotency key is kept for 24 hours.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);

    private readonly Table _table = new(service.GetTableClient("deletions"));
    private readonly PendingDeletions _entries = new(service, Kind, clock, Kept);

    /// <summary>To be called before it is deleted. If it is not deleted then, that does no harm: what is there is not created again.</summary>
    public Task AddAsync(string clientId, string id, CancellationToken cancellationToken) => EntityId.TimeOf(id) < clock.GetUtcNow() - Kept
        ? Task.CompletedTask
        : _entries.AddAsync(clientId, id, cancellationToken, beside: PendingDeletions.NeverDue(clientId, id));

    public async Task<bool> ContainsAsync(string clientId, string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(Kind, PendingDeletions.NeverDue(clientId, id), cancellationToken) is not null;

    /// <summary>Forgets what no request can create any more.</summary>
    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken) => _entries.CompleteAsync(
        now,
        async (entry, cancel) =>
        {
            // Deleted twice, it has two entries.
            await _table.TryDeleteAsync(Kind, [PendingDeletions.NeverDue(entry.ClientId, entry.Id)], cancel);
            return true;
        },
        cancellationToken);
}
