using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>Takes a job one step further: asks the service while it goes on, then has its model deployed and its team made.</summary>
internal sealed class JobPoller(
    IModelService service,
    IJobStore jobs,
    JobDeployment deployments,
    IModelTeam teams,
    JobFiles files,
    IJobUsage usage,
    IOptions<SchedulerOptions> options,
    TimeProvider clock)
{
    // A job may be changed between read and write, but not repeatedly.
    private const int MostTries = 5;

    private readonly TimeSpan _longest = TimeSpan.FromDays(options.Value.LostJobDays);

    /// <exception cref="GatewayException">The service does not say.</exception>
    public async Task<TrainingJob> AskAsync(TrainingJob recorded, CancellationToken cancellationToken)
    {
        if (recorded.Job.HasEnded)
            return recorded;

        return await RecordAsync(recorded, await service.GetJobAsync(recorded.Job.Id, cancellationToken), cancellationToken);
    }

    /// <summary>Records what the service has said of a job.</summary>
    public async Task<TrainingJob> RecordAsync(TrainingJob recorded, JobSnapshot job, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var seen = recorded.WithSnapshot(job, clock.GetUtcNow());
            // Most polls bring nothing new.
            if (seen == recorded)
                return recorded;
            if (await jobs.TryReplaceAsync(recorded, seen, cancellationToken) is { } kept)
                return kept;

            // Of two concurrent polls, the later writer may have asked earlier: only a final status is certain to be the newest.
            if (await jobs.FindAsync(recorded.ClientId, recorded.Job.Id, cancellationToken) is not { } newer)
                return seen;
            if (newer.Job.HasEnded || !job.HasEnded)
                return newer;
            recorded = newer;
        }

        // The job has ended; the next poll records it.
        return recorded;
    }

    /// <summary>Takes a job one step further. Its work ends when its status is final and its deployment and its team are settled.</summary>
    /// <exception cref="GatewayException">The service does not do its part; the job is as it was.</exception>
    public async Task FollowAsync(TrainingJob recorded, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isTooOld = now - recorded.SubmittedAt >= _longest;
        TrainingJob job;
        try
        {
            job = await AskAsync(recorded, cancellationToken);
        }
        catch (GatewayException) when (isTooOld)
        {
            // The service no longer has the job, or has failed to return it until now.
            await jobs.TryReplaceAsync(recorded, recorded.GiveUp(now), cancellationToken);
            return;
        }

        if (!job.Job.HasEnded)
        {
            await jobs.TryReplaceAsync(job, isTooOld ? job.GiveUp(now) : job.ScheduleNextPoll(now), cancellationToken);
            return;
        }

        if (job.ModelRemoval == ModelRemoval.Wanted)
        {
            await usage.CountTrainingAsync(job, cancellationToken);
            job = await deployments.RemoveAsync(job, cancellationToken);
            await usage.FollowDeploymentAsync(job, cancellationToken);
            if (job.Job.Model is { } model)
                await service.DeleteModelAsync(model, cancellationToken);
            job = job with { ModelRemoval = ModelRemoval.Done };
        }
        else if (job.Job.HasSucceeded)
        {
            await usage.CountTrainingAsync(job, cancellationToken);
            if (await deployments.StepAsync(job, cancellationToken) is not { } deployed)
                return;
            await usage.FollowDeploymentAsync(deployed, cancellationToken);
            if (await teams.StepAsync(deployed, cancellationToken) is not { } made)
                return;
            job = made;
        }

        var released = await files.ReleaseAsync(job, cancellationToken);
        await jobs.TryReplaceAsync(job, released.Complete(deployments.NextIdleCheck(released)), cancellationToken);
    }
}
