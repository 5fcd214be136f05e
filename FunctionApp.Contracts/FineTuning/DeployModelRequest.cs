namespace BotGateway.Contracts;

/// <summary>Deploys a trained model, which is billed by the hour from then on.</summary>
public sealed record DeployModelRequest : ModelRequest;
