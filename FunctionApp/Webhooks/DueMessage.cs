using BotGateway.Tables;

namespace BotGateway.Webhooks;

internal sealed record DueMessage(OutboxPlace Place, DueIndexEntry Entry);
