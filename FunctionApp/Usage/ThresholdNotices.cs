using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;
using BotGateway.Webhooks;

namespace BotGateway.Usage;

/// <summary>
/// Puts thresholds into the outbox. That a threshold is passed is written with the usage itself, in the client's account, and stays there until the message is in
/// the outbox, which is in another partition; a message that is put there twice has the same id.
/// </summary>
internal sealed class ThresholdNotices(TableServiceClient service, Outbox outbox)
{
    // One of the tables in which messages are looked for.
    private readonly Table _table = new(service.GetTableClient("jobs"));

    public async Task TellAsync(string clientId, IReadOnlyList<BudgetThreshold> thresholds)
    {
        var shard = DueIndex.ShardOf(clientId);
        TableTransactionAction[] messages = [.. outbox.Add(clientId, shard, thresholds.Select(EventOf))];
        if (messages.Length > 0)
            await _table.TryWriteAsync(messages, CancellationToken.None);
    }

    private static WebhookEvent EventOf(BudgetThreshold threshold) => new(
        WebhookTypes.BudgetThreshold,
        string.Create(CultureInfo.InvariantCulture, $"{threshold.Budget} {threshold.Percent} {threshold.ResetsAt:O}"),
        new BudgetWebhook
        {
            Budget = threshold.Budget,
            Threshold = threshold.Percent,
            Used = threshold.Used,
            Limit = threshold.Limit,
            ResetsAt = threshold.ResetsAt,
        });
}
