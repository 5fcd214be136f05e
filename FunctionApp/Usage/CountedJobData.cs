using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>The rows that keep a client's jobs from being counted twice. They are needed as long as there are jobs.</summary>
internal sealed class CountedJobData(UsageStore store) : IClientData
{
    private readonly RowEraser _rows = new(store.Table);

    public string Kind => "usage";

    public bool IsLast => true;

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken) =>
        RowEraser.StepOf(await _rows.EraseRangeAsync(clientId, "trained_", "trained`", cancellationToken), _ => new ErasedCounts());
}
