namespace BotGateway.Contracts;

/// <summary>Asks whether the client is authenticated.</summary>
public sealed record CheckCredentialsRequest;
