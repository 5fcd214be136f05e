namespace BotGateway.Contracts;

/// <summary>The model that is deleted.</summary>
public sealed record DeleteModelResponse : ModelStateResponse;
