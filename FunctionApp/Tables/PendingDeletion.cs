namespace BotGateway.Tables;

internal sealed record PendingDeletion(string ClientId, string Id, string Key);
