using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Events.Idempotency;

/// <summary>Erases a client's idempotency keys with their responses.</summary>
internal sealed class KeptResponseData(TableServiceClient service) : IClientData
{
    private readonly RowEraser _rows = new(new Table(service.GetTableClient("idempotency")));

    public string Kind => "kept_responses";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var shard = DueIndex.ShardOf(clientId);
        // The semicolon is the character after the colon.
        var (from, to) = ($"key_{clientId}:", $"key_{clientId};");
        var keys = RowEraser.StepOf(
            await _rows.EraseRangeAsync(shard, from, to, cancellationToken), keys => new ErasedCounts { KeptResponses = keys.Count });
        return keys with { IsDone = keys.IsDone && await _rows.EraseEntriesAsync(shard, "expired_", from, to, cancellationToken) };
    }
}
