namespace BotGateway.Contracts;

/// <summary>Deletes a trained model and its deployment.</summary>
public sealed record DeleteModelRequest : ModelRequest;
