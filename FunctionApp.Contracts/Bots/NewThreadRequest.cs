namespace BotGateway.Contracts;

/// <summary>Creates a thread.</summary>
public sealed record NewThreadRequest;
