using Azure.Data.Tables;
using BotGateway.Contracts;

namespace BotGateway.Tables;

/// <summary>
/// Erases what says that something of a client is being deleted in steps, or has been. What is being deleted is read of all clients: that is minutes of deletions.
/// </summary>
internal sealed class PendingDeletionData(TableServiceClient service) : IClientData
{
    private readonly Table _table = new(service.GetTableClient("deletions"));
    private readonly RowEraser _rows = new(new Table(service.GetTableClient("deletions")));

    public string Kind => "deletions";

    /// <summary>All that was being deleted is gone by then.</summary>
    public bool IsLast => true;

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var hasDeleted = false;
        // The exclamation mark comes after the end of the partition's name.
        var pending = _table.ReadKeysAsync("", DeletedIds.Kind, cancellationToken).Concat(_table.ReadKeysAsync($"{DeletedIds.Kind}!", "~", cancellationToken));
        await foreach (var (partition, row) in pending)
        {
            if (PendingDeletions.TryRead(row)?.ClientId == clientId)
                hasDeleted |= await _table.TryDeleteAsync(partition, [row], cancellationToken);
        }

        var (deleted, isDone) = await DeletedIds.EraseAsync(_rows, clientId, cancellationToken);
        return new ErasureStep(hasDeleted || deleted.Count > 0, isDone, new ErasedCounts());
    }
}
