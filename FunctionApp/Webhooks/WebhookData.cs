using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Webhooks;

/// <summary>Erases a client's messages that have not been delivered.</summary>
internal sealed class WebhookData(OutboxStore messages) : IClientData
{
    private const int PortionOfShard = 200;

    public string Kind => "webhook_messages";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var (deleted, isMore) = await messages.DeleteOfClientAsync(clientId, PortionOfShard, cancellationToken);
        return new ErasureStep(deleted > 0, !isMore, new ErasedCounts { WebhookMessages = deleted });
    }
}
