using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Finds the jobs that were created but not recorded, by the pending jobs that they left.</summary>
internal sealed class JobRecovery(
    IModelService service, IJobStore jobs, TrainingFileUploader files, JobDeployment deployments, TimeProvider clock)
{
    // Files that the service does not delete are tried for so long.
    private static readonly TimeSpan LongestTried = TimeSpan.FromDays(1);

    public async Task RecoverAsync(Client client, CancellationToken cancellationToken)
    {
        await foreach (var pending in jobs.ReadPendingAsync(client, cancellationToken))
            await TryRecordAsync(pending, cancellationToken);
    }

    /// <summary>Settles a pending job whose time is over: records its job, or drops it with its files.</summary>
    /// <exception cref="GatewayException">The service does not do its part; the pending job is as it was.</exception>
    public async Task RecoverAsync(PendingJob pending, CancellationToken cancellationToken)
    {
        if (await TryRecordAsync(pending, cancellationToken))
            return;

        await files.DeleteAllAsync(pending.Files, pending.NamesItsFiles ? pending.Id : null, pending.NotedAt + LongestTried, cancellationToken);
        await jobs.DropPendingAsync(pending, cancellationToken);
    }

    /// <returns>Whether the service has its job, which is recorded now.</returns>
    public async Task<bool> TryRecordAsync(PendingJob pending, CancellationToken cancellationToken)
    {
        // Without a file there is no job either.
        if (pending.TrainingFileId is null || await service.FindJobByFileAsync(pending.TrainingFileId, cancellationToken) is not { } job)
            return false;

        var recorded = job.Begin(pending.ClientId, pending.NotedAt, pending.Team, deployments.Plan(job.Id)).WithFilesOf(pending);
        // It was created then, but its status is seen only now.
        await jobs.AddAsync(pending, recorded with { History = [new StatusChange(job.Status, clock.GetUtcNow())] }, cancellationToken);
        return true;
    }
}
