namespace BotGateway.Contracts;

/// <summary>The job that was resumed.</summary>
public sealed record ResumeTrainResponse : JobStateResponse;
