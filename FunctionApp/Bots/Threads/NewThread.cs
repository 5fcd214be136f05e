namespace BotGateway.Bots.Threads;

/// <param name="Id"><c>thread_</c> and a UUID version 7 in 32 hex digits.</param>
/// <param name="BotId">The bot that it is made for, or null.</param>
internal sealed record NewThread(string Id, string? BotId = null, string? LegacyId = null);
