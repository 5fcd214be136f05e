using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Requests;
using Microsoft.Extensions.Logging;

namespace BotGateway.Training;

/// <summary>Finds out how far a client's fine-tuning jobs are.</summary>
/// <param name="service">Trains the models.</param>
/// <param name="jobs">Keeps the jobs.</param>
/// <param name="clock">Tells how old an intent is.</param>
/// <param name="logger">Learns why an answer is stale.</param>
public sealed partial class JobProgress(IModelService service, IJobStore jobs, TimeProvider clock, ILogger<JobProgress> logger)
{
    // Creating a job takes minutes at most; one that is not listed after this was never created.
    private static readonly TimeSpan IntentLifetime = TimeSpan.FromHours(1);

    /// <summary>Asks the service how far a job is, and records it.</summary>
    /// <param name="client">Whose job it must be.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job, when it was created, and whether this is only what was last recorded, since the service did not answer.</returns>
    /// <exception cref="ProblemException">404: the client has no such job.</exception>
    public async Task<(FineTuningJob Job, DateTimeOffset SubmittedAt, bool IsStale)> CheckAsync(
        Client client, string jobId, CancellationToken cancellation)
    {
        var recorded = await jobs.FindAsync(client, jobId, cancellation)
            ?? await FindUnrecordedAsync(client, jobId, cancellation)
            ?? throw ProblemException.NotFound("job", jobId);
        try
        {
            var job = await service.GetJobAsync(recorded.Job.Id, cancellation);
            await jobs.UpdateAsync(client, recorded, job, cancellation);
            return (job, recorded.SubmittedAt, IsStale: false);
        }
        catch (ProblemException problem)
        {
            LogStale(recorded.Job.Id, Causes.Of(problem));
            return (recorded.Job, recorded.SubmittedAt, IsStale: true);
        }
    }

    // A gateway that ended between creating a job and recording it left its intent.
    private async Task<RecordedJob?> FindUnrecordedAsync(Client client, string jobId, CancellationToken cancellation)
    {
        if (!JobId.IsPossible(jobId))
            return null;

        var found = false;
        await foreach (var intent in jobs.ReadIntentsAsync(client, cancellation))
        {
            if (await service.FindJobByFileAsync(intent.TrainingFileId, cancellation) is { } job)
            {
                await jobs.AddAsync(client, job, intent.NotedAt, cancellation);
                found |= job.Id == jobId;
            }
            else if (clock.GetUtcNow() - intent.NotedAt > IntentLifetime)
            {
                await jobs.DropIntentAsync(client, intent.TrainingFileId, cancellation);
            }
        }

        return found ? await jobs.FindAsync(client, jobId, cancellation) : null;
    }

    [LoggerMessage(22, LogLevel.Warning, "Job {JobId} is answered from its last record ({Causes})")]
    private partial void LogStale(string jobId, string causes);
}
