using BotGateway.Authentication;
using BotGateway.Requests;
using Microsoft.Extensions.Logging;

namespace BotGateway.Training;

/// <summary>Tells a client how far its fine-tuning jobs are.</summary>
/// <param name="jobs">Keeps the jobs.</param>
/// <param name="follower">Asks the service.</param>
/// <param name="recovery">Finds jobs that nobody recorded.</param>
/// <param name="logger">Learns why an answer is stale.</param>
public sealed partial class JobProgress(IJobStore jobs, JobFollower follower, JobRecovery recovery, ILogger<JobProgress> logger)
{
    /// <summary>Asks the service how far a job is, and records it.</summary>
    /// <param name="client">Whose job it must be.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job, and whether this is only what was last recorded, since the service did not answer.</returns>
    /// <exception cref="ProblemException">404: the client has no such job.</exception>
    public async Task<(RecordedJob Job, bool IsStale)> CheckAsync(Client client, string jobId, CancellationToken cancellation)
    {
        var recorded = await jobs.FindAsync(client.Id, jobId, cancellation)
            ?? await FindUnrecordedAsync(client, jobId, cancellation)
            ?? throw ProblemException.NotFound("job", jobId);
        try
        {
            return (await follower.AskAsync(recorded, cancellation), IsStale: false);
        }
        catch (ProblemException problem)
        {
            LogStale(recorded.Job.Id, Causes.Of(problem));
            return (recorded, IsStale: true);
        }
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
