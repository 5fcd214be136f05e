namespace BotGateway.Contracts;

/// <summary>The model that is being deployed.</summary>
public sealed record DeployModelResponse : ModelStateResponse;
