namespace BotGateway.Contracts;

/// <summary>The job that was cancelled.</summary>
public sealed record CancelTrainResponse : JobStateResponse;
