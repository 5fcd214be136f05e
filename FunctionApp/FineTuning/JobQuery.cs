using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

internal sealed partial class JobQuery(
    IJobStore jobs,
    JobPoller poller,
    JobRecovery recovery,
    JobChecks checks,
    IOptions<SchedulerOptions> options,
    TimeProvider clock,
    ILogger<JobQuery> logger)
{
    private readonly TimeSpan _oldest = TimeSpan.FromSeconds(options.Value.JobAgeSeconds);

    /// <summary>Asks the service how far a job is, and records it.</summary>
    /// <exception cref="GatewayException">NotFound: the client has no such job.</exception>
    public async Task<(TrainingJob Job, bool IsStale)> CheckAsync(Client client, string jobId, CancellationToken cancellationToken)
    {
        var recorded = await FindAsync(client, jobId, cancellationToken);
        try
        {
            return recorded.Job.HasEnded || clock.GetUtcNow() - (recorded.CheckedAt ?? recorded.SubmittedAt) < _oldest
                ? (recorded, IsStale: false)
                : (await checks.AskAsync($"{client.Id}:{recorded.Job.Id}", cancel => AskAsync(recorded, cancel), cancellationToken), IsStale: false);
        }
        catch (GatewayException problem)
        {
            LogStale(recorded.Job.Id, SafeExceptionSummary.Of(problem));
            return (recorded, IsStale: true);
        }
    }

    /// <summary>Finds a job as it was last recorded.</summary>
    /// <exception cref="GatewayException">NotFound: the client has no such job.</exception>
    public async Task<TrainingJob> FindAsync(Client client, string jobId, CancellationToken cancellationToken) =>
        await jobs.FindAsync(client.Id, jobId, cancellationToken)
        ?? await FindUnrecordedAsync(client, jobId, cancellationToken)
        ?? throw GatewayException.NotFound("job", jobId);

    private async Task<TrainingJob> AskAsync(TrainingJob recorded, CancellationToken cancellationToken)
    {
        var asked = await poller.AskAsync(recorded, cancellationToken);
        if (_oldest == TimeSpan.Zero || asked.Job.HasEnded)
            return asked;
        // What was written meanwhile is newer, or as new.
        return await jobs.TryReplaceAsync(asked, asked with { CheckedAt = clock.GetUtcNow() }, cancellationToken) ?? asked;
    }

    // A gateway that stopped between creating a job and recording it left a pending job.
    private async Task<TrainingJob?> FindUnrecordedAsync(Client client, string jobId, CancellationToken cancellationToken)
    {
        if (!JobId.IsPossible(jobId))
            return null;

        await recovery.RecoverAsync(client, cancellationToken);
        return await jobs.FindAsync(client.Id, jobId, cancellationToken);
    }

    [LoggerMessage(22, LogLevel.Warning, "Job {JobId} is answered from its last record ({Causes})")]
    private partial void LogStale(string jobId, string causes);
}
