namespace BotGateway.FineTuning;

/// <summary>Counts what jobs and their deployments use.</summary>
internal interface IJobUsage
{
    /// <summary>Counts the trained tokens of a job that has succeeded, once however often it is called.</summary>
    Task CountTrainingAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <summary>Begins or ends the counting of a deployment's hours, as its state says.</summary>
    Task FollowDeploymentAsync(TrainingJob job, CancellationToken cancellationToken);
}
