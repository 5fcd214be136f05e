namespace BotGateway.Contracts;

/// <summary>The model whose deployment is removed.</summary>
public sealed record UndeployModelResponse : ModelStateResponse;
