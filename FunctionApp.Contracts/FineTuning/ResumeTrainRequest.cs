namespace BotGateway.Contracts;

/// <summary>Lets a paused job go on.</summary>
public sealed record ResumeTrainRequest : JobRequest;
