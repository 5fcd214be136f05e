using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>Tells a client how far its fine-tuning jobs are.</summary>
internal sealed partial class JobProgress(
    IJobStore jobs,
    JobFollower follower,
    JobRecovery recovery,
    JobChecks checks,
    IOptions<SchedulerOptions> options,
    TimeProvider clock,
    ILogger<JobProgress> logger)
{
    private readonly TimeSpan _oldest = TimeSpan.FromSeconds(options.Value.JobAgeSeconds);

    /// <summary>Asks the service how far a job is, and records it.</summary>
    /// <exception cref="ProblemException">404: the client has no such job.</exception>
    public async Task<(RecordedJob Job, bool IsStale)> CheckAsync(Client client, string jobId, CancellationToken cancellation)
    {
        var recorded = await jobs.FindAsync(client.Id, jobId, cancellation)
            ?? await FindUnrecordedAsync(client, jobId, cancellation)
            ?? throw ProblemException.NotFound("job", jobId);
        try
        {
            return recorded.Job.HasEnded || clock.GetUtcNow() - (recorded.CheckedAt ?? recorded.SubmittedAt) < _oldest
                ? (recorded, IsStale: false)
                : (await checks.AskAsync($"{client.Id}:{recorded.Job.Id}", cancel => AskAsync(recorded, cancel), cancellation), IsStale: false);
        }
        catch (ProblemException problem)
        {
            LogStale(recorded.Job.Id, Causes.Of(problem));
            return (recorded, IsStale: true);
        }
    }

    private async Task<RecordedJob> AskAsync(RecordedJob recorded, CancellationToken cancellation)
    {
        var asked = await follower.AskAsync(recorded, cancellation);
        if (_oldest == TimeSpan.Zero || asked.Job.HasEnded)
            return asked;
        // Whoever wrote meanwhile has something newer, or as new.
        return await jobs.TryReplaceAsync(asked, asked with { CheckedAt = clock.GetUtcNow() }, cancellation) ?? asked;
    }

    // A gateway that ended between creating a job and recording it left its intent.
    private async Task<RecordedJob?> FindUnrecordedAsync(Client client, string jobId, CancellationToken cancellation)
    {
        if (!JobId.IsPossible(jobId))
            return null;

        await recovery.RecoverAsync(client, cancellation);
        return await jobs.FindAsync(client.Id, jobId, cancellation);
    }

    [LoggerMessage(22, LogLevel.Warning, "Job {JobId} is answered from its last record ({Causes})")]
    private partial void LogStale(string jobId, string causes);
}
