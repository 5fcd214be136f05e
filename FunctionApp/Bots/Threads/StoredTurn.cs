namespace BotGateway.Bots.Threads;

/// <param name="AddedAt">When it was added; null if an earlier version did not say.</param>
internal sealed record StoredTurn(string Key, Turn Turn, DateTimeOffset? AddedAt);
