namespace BotGateway.Contracts;

/// <summary>Ends a job; what was trained so far is lost.</summary>
public sealed record CancelTrainRequest : JobRequest;
