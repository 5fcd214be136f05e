using Azure.Data.Tables;
using BotGateway.Contracts;

namespace BotGateway.Tables;

/// <summary>Erases what says that something of a client is being deleted in steps. All of the table is read: it holds minutes of deletions.</summary>
internal sealed class PendingDeletionData(TableServiceClient service) : IClientData
{
    private readonly Table _table = new(service.GetTableClient("deletions"));

    public string Kind => "deletions";

    /// <summary>All that was being deleted is gone by then.</summary>
    public bool IsLast => true;

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var hasDeleted = false;
        await foreach (var (partition, row) in _table.ReadKeysAsync("", "~", cancellationToken))
        {
            if (PendingDeletions.TryRead(row)?.ClientId == clientId)
                hasDeleted |= await _table.TryDeleteAsync(partition, [row], cancellationToken);
        }

        return new ErasureStep(hasDeleted, IsDone: true, new ErasedCounts());
    }
}
