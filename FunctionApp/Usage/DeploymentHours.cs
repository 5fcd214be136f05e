using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>
/// Counts the time for which trained models are deployed: from a row that says up to when it has been counted, when the deployment ends and when its client
/// asks for the usage.
/// </summary>
internal sealed class DeploymentHours(UsageStore store, UsageLedger ledger, TimeProvider clock)
{
    // A change has a row for each day.
    private const int MostDays = 30;
    private const int MostTries = 20;
    private const int MostDeployments = 100;
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>Begins to count. Once is enough; a second time changes nothing.</summary>
    public Task StartAsync(string clientId, string deployment, string model, CancellationToken cancellationToken) => store.Table.TryWriteAsync(
        TableTransactionActionType.Add, new DeploymentRow(model, clock.GetUtcNow()).Write(clientId, DeploymentRow.Key(deployment)), cancellationToken);

    /// <summary>Counts what is left, and ends.</summary>
    public async Task StopAsync(string clientId, string deployment, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostTries; i++)
        {
            if (await store.Table.FindAsync(clientId, DeploymentRow.Key(deployment), cancellationToken) is not { } row)
                return;
            await CountAsync(clientId, row, isLast: true);
        }
    }

    /// <summary>Counts the time of all deployments up to now.</summary>
    public async Task CountAsync(string clientId, CancellationToken cancellationToken) =>
        await Task.WhenAll((await ReadAsync(clientId, cancellationToken)).Select(row => CountAsync(clientId, row, isLast: false)));

    /// <summary>Counts what is left of all deployments, and ends.</summary>
    public async Task StopAllAsync(string clientId, CancellationToken cancellationToken) =>
        await Task.WhenAll((await ReadAsync(clientId, cancellationToken)).Select(row => CountAsync(clientId, row, isLast: true)));

    private async Task<IReadOnlyList<TableEntity>> ReadAsync(string clientId, CancellationToken cancellationToken) =>
        await store.Table.ReadRangeAsync(clientId, DeploymentRow.First, DeploymentRow.End, MostDeployments, cancellationToken)
            .Take(MostDeployments).ToListAsync(cancellationToken);

    private async Task CountAsync(string clientId, TableEntity row, bool isLast)
    {
        var deployment = RowReader.Read(row, DeploymentRow.Read, "deployment", row.RowKey);
        var now = clock.GetUtcNow();
        if (!isLast && now - deployment.CountedUntil < Precision)
            return;
        var until = deployment.CountedUntil + TimeSpan.FromDays(MostDays);
        var items = Split(deployment.Model, deployment.CountedUntil, until < now ? until : now);
        var guard = isLast && now <= until
            ? new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)
            : new TableTransactionAction(
                TableTransactionActionType.UpdateReplace, (deployment with { CountedUntil = until < now ? until : now }).Write(clientId, row.RowKey), row.ETag);
        await ledger.MakeAsync(clientId, new LedgerChange(guard, [.. items]));
    }

    private static IEnumerable<UsageItem> Split(string model, DateTimeOffset from, DateTimeOffset to)
    {
        while (from < to)
        {
            var midnight = new DateTimeOffset(from.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
            var end = midnight < to ? midnight : to;
            yield return new UsageItem(UsageItem.DayOf(from), null, model, new UsageAmount(DeploymentSeconds: (end - from).TotalSeconds));
            from = end;
        }
    }
}
