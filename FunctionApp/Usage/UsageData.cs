using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>
/// The usage of a client. What is owed stays: the sums of the present month by day and model, without bots, and the account, so that an erasure renews no budget.
/// </summary>
internal sealed class UsageData(UsageStore store, ReservationRecovery recovery, DeploymentHours hours, TimeProvider clock) : IClientData
{
    private readonly RowEraser _rows = new(store.Table);

    public string Kind => "usage";

    // Before the threads are erased, so that their answers are counted.
    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var areCounted = await recovery.CloseClientAsync(clientId, cancellationToken);
        await hours.StopAllAsync(clientId, cancellationToken);
        var today = UsageItem.DayOf(clock.GetUtcNow());
        var month = new DateOnly(today.Year, today.Month, 1);
        var erased = await Task.WhenAll(
            _rows.EraseRangeAsync(clientId, $"{CounterRow.OfBot}_", $"{CounterRow.OfBot}`", cancellationToken),
            _rows.EraseRangeAsync(clientId, $"{CounterRow.OfModel}_", CounterRow.FirstKey(CounterRow.OfModel, month), cancellationToken));
        return new ErasureStep(
            erased.Any(part => part.Deleted.Count > 0), areCounted && erased.All(part => part.IsDone), new ErasedCounts());
    }
}
