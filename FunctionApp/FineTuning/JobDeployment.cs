using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>Has trained models deployed, where the gateway is to do that.</summary>
internal sealed class JobDeployment(IOptions<OpenAIOptions> options, IDeploymentService service, IJobStore jobs, DeploymentLimit limit, TimeProvider clock)
{
    // The Retry-After for a client that waits for a deployment, which takes minutes.
    private static readonly TimeSpan UsualTime = TimeSpan.FromMinutes(5);

    private readonly bool _deploys = options.Value.AutoDeploy;
    private readonly TimeSpan _idle = TimeSpan.FromHours(options.Value.IdleUndeployHours);

    /// <param name="jobId">The job. Its deployment bears its name: one of it, however often it is asked for, and within the 64 characters of a name.</param>
    /// <returns>The deployment, still to be asked for; null where the gateway deploys nothing.</returns>
    public Deployment? Plan(string jobId) => _deploys ? new Deployment(jobId, Deployment.Wanted) : null;

    /// <summary>Takes a succeeded job's deployment one step further.</summary>
    /// <returns>The job as it is kept now, when its deployment is settled; null while there is more to wait for.</returns>
    /// <exception cref="GatewayException">The service does not do its part.</exception>
    public async Task<TrainingJob?> StepAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.Deployment is null or { IsRemoved: true })
            return job;
        if (job.Deployment.IsUnwanted)
            return await RemoveAsync(job, cancellationToken);
        if (job.Deployment.IsReady)
            return await RemoveIfIdleAsync(job, cancellationToken);
        // Switched off meanwhile: from now on the model has its own name, under which the operator deploys it.
        if (!_deploys && !job.Deployment.IsAsked)
            return job with { Deployment = null };
        if (job.Deployment.MustBeStarted && await limit.FindObstacleAsync(job, cancellationToken) is { } obstacle)
        {
            await jobs.TryReplaceAsync(job, job.ScheduleNextPoll(clock.GetUtcNow(), obstacle), cancellationToken);
            return null;
        }

        var state = job.Deployment.MustBeStarted
            ? await service.StartAsync(job.Deployment.Name, job.Job.Model!, cancellationToken)
            : await service.FindStateAsync(job.Deployment.Name, cancellationToken) ?? Deployment.Wanted;
        var deployed = BeginIdleTime(job.WithDeployment(state, clock.GetUtcNow()));
        var kept = await jobs.TryReplaceAsync(job, deployed, cancellationToken);
        return deployed.Deployment!.IsReady ? kept : null;
    }

    /// <summary>Has a deployment removed that the client no longer wants.</summary>
    /// <exception cref="GatewayException">The service does not do its part.</exception>
    public async Task<TrainingJob> RemoveAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.Deployment is null or { State: Deployment.Undeployed })
            return job;
        await service.RemoveAsync(job.Deployment.Name, cancellationToken);
        return job with { Deployment = job.Deployment with { State = Deployment.Undeployed } };
    }

    /// <returns>When a deployment that stays unused is to be removed; null for one that is not there or always stays.</returns>
    public DateTimeOffset? NextIdleCheck(TrainingJob job) =>
        _idle > TimeSpan.Zero && job.Deployment is { IsReady: true } && job.ModelRemoval == ModelRemoval.None
            ? (job.UsedAt ?? clock.GetUtcNow()) + _idle + ModelUse.Precision
            : null;

    // What an earlier deployment of the model answered does not count.
    private TrainingJob BeginIdleTime(TrainingJob job) =>
        job.Deployment is { IsReady: true } ? job with { UsedAt = _idle > TimeSpan.Zero ? clock.GetUtcNow() : null } : job;

    // Removed first and recorded afterwards: what a crash leaves is a deployment that the next message brings back.
    private async Task<TrainingJob> RemoveIfIdleAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.UsedAt is null)
            return BeginIdleTime(job);
        if (NextIdleCheck(job) is not { } idleAt || clock.GetUtcNow() < idleAt)
            return job;
        await service.RemoveAsync(job.Deployment!.Name, cancellationToken);
        return job with { Deployment = job.Deployment with { State = Deployment.Idle } };
    }

    /// <summary>Finds out why a model does not answer: the service removes deployments that were not used for 15 days.</summary>
    public async Task<GatewayException> RestoreAsync(
        Authentication.Client client, string model, GatewayException problem, CancellationToken cancellationToken)
    {
        if (await jobs.FindByModelAsync(client, model, cancellationToken) is not { } jobId
            || await jobs.FindAsync(client.Id, jobId, cancellationToken) is not { Deployment: { } deployment } job
            || deployment.Name != model || !(_deploys || deployment.IsAsked))
        {
            return problem;
        }

        if (deployment.IsUnwanted)
            return new GatewayException(ErrorKind.Gone, $"Model '{model}' has been undeployed; 'deploy_model' deploys it again.", problem);

        if ((deployment.IsUsable || deployment.MustBeStarted) && await limit.FindObstacleAsync(job, cancellationToken) is { } obstacle)
            return new GatewayException(ErrorKind.Throttled, obstacle, problem) { RetryAfter = UsualTime };

        // If another instance was faster, it is being deployed already.
        if (deployment.IsUsable || job.DueAt is null)
        {
            var wanted = job with { Deployment = deployment with { State = Deployment.Wanted }, DueAt = clock.GetUtcNow(), Failures = 0 };
            await jobs.TryReplaceAsync(job, wanted, cancellationToken);
        }

        return new GatewayException(ErrorKind.Unavailable, $"Model '{model}' is being deployed again because it was unused for a long time; try again in a few minutes.", problem)
        {
            RetryAfter = UsualTime,
        };
    }
}
