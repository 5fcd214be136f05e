using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Scheduling;

/// <summary>Erases a client's slots, which name its threads.</summary>
internal sealed class SlotData(TableServiceClient service) : IClientData
{
    private readonly RowEraser _rows = new(new Table(service.GetTableClient("slots")));

    public string Kind => "slots";

    /// <summary>Work that has been dispatched goes on.</summary>
    public bool IsLast => true;

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken) =>
        RowEraser.StepOf(await _rows.EraseRangeAsync(clientId, "", "~", cancellationToken), _ => new ErasedCounts());
}
