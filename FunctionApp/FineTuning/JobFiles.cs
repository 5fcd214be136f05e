using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Scheduling;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>Deletes the files of jobs that have ended, but for the newest ones that their client keeps.</summary>
internal sealed class JobFiles(
    TrainingFileUploader files, IJobStore jobs, ClientDirectory clients, IOptions<SchedulerOptions> options)
{
    private readonly TimeSpan _longest = TimeSpan.FromDays(options.Value.LostJobDays);

    /// <exception cref="GatewayException">The service does not do its part; whatever was deleted already is no fault the next time.</exception>
    public async Task<TrainingJob> ReleaseAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (!job.HasFiles)
            return job;

        var kept = clients.TryFind(job.ClientId, out var client) ? client.FilesKept : 0;
        if (kept == 0)
            return await DeleteAsync(job, cancellationToken);

        var others = await jobs.ReadWithFilesAsync(job.ClientId, cancellationToken)
            .Where(other => (other.DueAt is null || other.Deployment is { IsReady: true }) && other.Job.Id != job.Job.Id)
            .ToListAsync(cancellationToken);
        foreach (var old in others.OrderByDescending(other => other.SubmittedAt).Skip(kept - 1))
            await jobs.TryReplaceAsync(old, await DeleteAsync(old, cancellationToken), cancellationToken);
        return job;
    }

    private async Task<TrainingJob> DeleteAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        await files.DeleteAllAsync(job.Files, job.PendingId, job.SubmittedAt + _longest, cancellationToken);
        return job with { HasFiles = false };
    }
}
