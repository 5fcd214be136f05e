using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>
/// Remembers what clients have deleted, in table <c>deletions</c>, for as long as the request that created it may come again under its idempotency key: after a
/// crash, that creates what is missing, and must not bring back what the client has deleted meanwhile.
/// </summary>
internal sealed class DeletedIds(TableServiceClient service, TimeProvider clock)
{
    public const string Kind = "gone";

    // An idempotency key is kept for 24 hours.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);

    private readonly Table _table = new(service.GetTableClient("deletions"));
    private readonly PendingDeletions _entries = new(service, Kind, clock, Kept);

    /// <summary>To be called before it is deleted. If it is not deleted then, that does no harm: what is there is not created again.</summary>
    public Task AddAsync(string clientId, string id, CancellationToken cancellationToken) => (EntityId.TimeOf(id) - clock.GetUtcNow()).Duration() > Kept
        ? Task.CompletedTask
        : _entries.AddAsync([EntryOf(clientId, id), PendingDeletions.NeverDue(clientId, id)], cancellationToken);

    public async Task<bool> ContainsAsync(string clientId, string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(Kind, PendingDeletions.NeverDue(clientId, id), cancellationToken) is not null;

    /// <summary>Forgets what no request can create any more.</summary>
    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken) => _entries.CompleteAsync(
        now,
        async (entry, cancel) =>
        {
            await _table.TryDeleteAsync(Kind, [PendingDeletions.NeverDue(entry.ClientId, entry.Id)], cancel);
            return true;
        },
        cancellationToken);

    /// <summary>Erases a portion of what a client has deleted, without reading what others have.</summary>
    /// <returns>The keys of the rows that were deleted, and whether none is left.</returns>
    public static Task<(IReadOnlyList<string> Deleted, bool IsDone)> EraseAsync(RowEraser rows, string clientId, CancellationToken cancellationToken)
    {
        var from = PendingDeletions.NeverDue(clientId, "");
        // The semicolon is the character after the colon.
        return rows.EraseRangeAsync(Kind, from, $"{from[..^1]};", cancellationToken, beside: key => EntryOf(clientId, key[from.Length..]));
    }

    // By the id's own time, so that there is one, however often it is deleted, and an erasure knows it.
    private static string EntryOf(string clientId, string id) => PendingDeletions.KeyOf(EntityId.TimeOf(id), clientId, id);
}
