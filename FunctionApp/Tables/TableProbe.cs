using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>Finds out whether the Table service can be used, by looking for a row that is not there.</summary>
/// <param name="service">The Table service.</param>
public sealed class TableProbe(TableServiceClient service)
{
    private readonly Table _table = new(service.GetTableClient("bots"));

    /// <summary>Asks the Table service.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that fails where it cannot be used.</returns>
    public Task ProbeAsync(CancellationToken cancellation) => _table.FindAsync("health", "probe", cancellation);
}
