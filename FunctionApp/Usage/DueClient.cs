namespace BotGateway.Usage;

/// <summary>A client that may have expired reservations.</summary>
/// <param name="Key">Of the row that says so.</param>
internal sealed record DueClient(string Key, string ClientId);
