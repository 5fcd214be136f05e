namespace BotGateway.Webhooks;

/// <summary>A table whose changes are told by webhook. Its partitions are the shards of the due index.</summary>
internal sealed record OutboxTable(string Name);
