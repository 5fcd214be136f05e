using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Erases the results of runs of a client's deleted routines, and index entries that led to none of its routines.</summary>
internal sealed class RunData(TableServiceClient service, DeletedRoutines routines) : IClientData
{
    private const int PortionOfShard = 200;

    private static readonly string[] AsidePrefixes = ["routine_", "webhook_"];

    private readonly RowEraser _rows = new(new Table(service.GetTableClient("routines")));

    public string Kind => "runs";

    /// <summary>A run under way records its result even if its routine is deleted.</summary>
    public bool IsLast => true;

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(DueIndex.ShardNames.Select(shard => EraseAsync(shard, clientId, cancellationToken)));
        var runs = shards.Sum(shard => shard.Runs);
        return new ErasureStep(runs > 0, shards.All(shard => shard.IsDone), new ErasedCounts { Runs = runs });
    }

    private async Task<(int Runs, bool IsDone)> EraseAsync(string shard, string clientId, CancellationToken cancellationToken)
    {
        var (runs, isDone) = await routines.EraseAsync(shard, clientId, PortionOfShard, cancellationToken);
        foreach (var prefix in AsidePrefixes)
            isDone &= await _rows.EraseEntriesAsync(shard, DueIndex.Aside, $"{prefix}{clientId}:", $"{prefix}{clientId};", cancellationToken);
        return (runs, isDone);
    }
}
