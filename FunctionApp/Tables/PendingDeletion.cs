namespace BotGateway.Tables;

/// <param name="Key">Its row key.</param>
internal sealed record PendingDeletion(string ClientId, string Id, string Key);
