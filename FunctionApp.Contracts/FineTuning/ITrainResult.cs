namespace BotGateway.Contracts;

/// <summary>The answer to <see cref="TrainRequest"/>: a job, or what a dry run found.</summary>
public interface ITrainResult;
