using BotGateway.Authentication;

namespace BotGateway.FineTuning;

/// <summary>Bounds how many of a client's models are deployed: a deployment is billed by the hour, and all clients share the account's quota.</summary>
internal sealed class DeploymentLimit(SpendingGuard guard, ClientDirectory clients, IJobStore jobs)
{
    /// <returns>Why the job's model cannot be deployed now; null if it can.</returns>
    public async Task<string?> FindObstacleAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (await guard.FindObstacleAsync(job.ClientId, cancellationToken) is { } obstacle)
            return obstacle;

        var limit = clients.TryFind(job.ClientId, out var client) ? client.Deployments : Client.DefaultDeployments;
        var deployed = await jobs.ReadWithDeploymentAsync(job.ClientId, cancellationToken)
            .Where(other => other.Job.Id != job.Job.Id && other.Deployment is { IsRemoved: false, MustBeStarted: false })
            .Select(other => $"'{other.Deployment!.Name}'")
            .Take(limit)
            .ToListAsync(cancellationToken);
        return deployed.Count < limit
            ? null
            : $"At most {limit} of your models may be deployed at a time ({string.Join(", ", deployed)}); 'undeploy_model' makes room.";
    }
}
