using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Finds the jobs that were created but not recorded, by the intents that they left.</summary>
internal sealed class JobRecovery(
    IModelService service, IJobStore jobs, TrainingFileUploader files, JobDeployment deployments, TimeProvider clock)
{
    // Files that the service does not delete are tried for so long.
    private static readonly TimeSpan LongestTried = TimeSpan.FromDays(1);

    public async Task RecoverAsync(Client client, CancellationToken cancellationToken)
    {
        await foreach (var intent in jobs.ReadIntentsAsync(client, cancellationToken))
            await TryRecordAsync(intent, cancellationToken);
    }

    /// <summary>Settles an intent whose time is over: records its job, or drops it with its files.</summary>
    /// <exception cref="GatewayException">The service does not do its part; the intent is as it was.</exception>
    public async Task RecoverAsync(PendingJob intent, CancellationToken cancellationToken)
    {
        if (await TryRecordAsync(intent, cancellationToken))
            return;

        await files.DeleteAllAsync(intent.Files, intent.NamesItsFiles ? intent.Id : null, intent.NotedAt + LongestTried, cancellationToken);
        await jobs.DropIntentAsync(intent, cancellationToken);
    }

    /// <returns>Whether the service has its job, which is recorded now.</returns>
    public async Task<bool> TryRecordAsync(PendingJob intent, CancellationToken cancellationToken)
    {
        // Without a file there is no job either.
        if (intent.TrainingFileId is null || await service.FindJobByFileAsync(intent.TrainingFileId, cancellationToken) is not { } job)
            return false;

        var recorded = job.Begin(intent.ClientId, intent.NotedAt, intent.Team, deployments.Plan(job.Id)).WithFilesOf(intent);
        // It was created then, but its status is seen only now.
        await jobs.AddAsync(intent, recorded with { History = [new StatusChange(job.Status, clock.GetUtcNow())] }, cancellationToken);
        return true;
    }
}
