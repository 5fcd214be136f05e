using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Finds the jobs that were created but not recorded, by the intents that they left.</summary>
internal sealed class JobRecovery(
    IModelService service, IJobStore jobs, FileSubmission files, JobDeployment deployments, TimeProvider clock)
{
    // Files that the service does not delete are tried for so long.
    private static readonly TimeSpan LongestTried = TimeSpan.FromDays(1);

    /// <summary>Looks for a client's unrecorded jobs.</summary>
    public async Task RecoverAsync(Client client, CancellationToken cancellation)
    {
        await foreach (var intent in jobs.ReadIntentsAsync(client, cancellation))
            await TryRecordAsync(intent, cancellation);
    }

    /// <summary>Settles an intent whose time is over: records its job, or drops it with its files.</summary>
    /// <exception cref="ProblemException">The service does not do its part; the intent is as it was.</exception>
    public async Task RecoverAsync(string clientId, string id, CancellationToken cancellation)
    {
        if (await jobs.FindIntentAsync(clientId, id, cancellation) is not { } intent || await TryRecordAsync(intent, cancellation))
            return;

        await files.DeleteAllAsync(intent.Files, intent.NamesItsFiles ? intent.Id : null, intent.NotedAt + LongestTried, cancellation);
        await jobs.DropIntentAsync(intent, cancellation);
    }

    private async Task<bool> TryRecordAsync(TrainingIntent intent, CancellationToken cancellation)
    {
        // Without a file there is no job either.
        if (intent.TrainingFileId is null || await service.FindJobByFileAsync(intent.TrainingFileId, cancellation) is not { } job)
            return false;

        var recorded = job.Begin(intent.ClientId, intent.NotedAt, intent.Team, deployments.Plan(job.Id)).WithFilesOf(intent);
        // It was created then, but its status is seen only now.
        await jobs.AddAsync(intent, recorded with { History = [new StatusChange(job.Status, clock.GetUtcNow())] }, cancellation);
        return true;
    }
}
