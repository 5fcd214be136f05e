namespace BotGateway.Contracts;

/// <summary>Removes a trained model's deployment; the model stays and can be deployed again.</summary>
public sealed record UndeployModelRequest : ModelRequest;
