namespace BotGateway.Contracts;

/// <summary>The job that was paused.</summary>
public sealed record PauseTrainResponse : JobStateResponse;
