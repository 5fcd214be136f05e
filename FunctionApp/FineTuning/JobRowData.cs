using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>Erases the rows of a client that jobs leave: the names of its models, rows that cannot be read, and index entries that led to none.</summary>
internal sealed class JobRowData(TableServiceClient service) : IClientData
{
    private static readonly string[] Prefixes = ["job_", "intent_", "model_", "webhook_", $"{DueIndex.Aside}intent_"];

    private readonly RowEraser _rows = new(new Table(service.GetTableClient("jobs")));

    public string Kind => "job_rows";

    /// <summary>A row tells what is still at the services.</summary>
    public bool IsLast => true;

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var shard = DueIndex.ShardOf(clientId);
        var (hasDeleted, isDone) = (false, true);
        foreach (var prefix in Prefixes)
        {
            // The semicolon is the character after the colon.
            var (deleted, isGone) = await _rows.EraseRangeAsync(shard, $"{prefix}{clientId}:", $"{prefix}{clientId};", cancellationToken);
            hasDeleted |= deleted.Count > 0;
            isDone &= isGone;
        }

        foreach (var prefix in Prefixes)
        {
            foreach (var index in new[] { "due_", DueIndex.Aside })
                isDone &= await _rows.EraseEntriesAsync(shard, index, $"{prefix}{clientId}:", $"{prefix}{clientId};", cancellationToken);
        }

        return new ErasureStep(hasDeleted, isDone, new ErasedCounts());
    }
}
