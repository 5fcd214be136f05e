namespace BotGateway.Contracts;

/// <summary>Interrupts a job until it is resumed.</summary>
public sealed record PauseTrainRequest : JobRequest;
