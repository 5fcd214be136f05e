using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Bots;

/// <summary>Erases a client's bots, also those that cannot be read.</summary>
internal sealed class BotData(TableServiceClient service) : IClientData
{
    private readonly RowEraser _rows = new(new Table(service.GetTableClient("bots")));

    public string Kind => "bots";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken) => RowEraser.StepOf(
        await _rows.EraseRangeAsync(clientId, "", "~", cancellationToken),
        keys => new ErasedCounts { Bots = keys.Count(key => key.StartsWith("bot_", StringComparison.Ordinal)) });
}
