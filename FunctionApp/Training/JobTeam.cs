using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Requests;

namespace BotGateway.Training;

/// <summary>Makes the team that a client wants on its trained model, once.</summary>
/// <param name="clients">Knows the clients.</param>
/// <param name="team">Makes teams.</param>
/// <param name="jobs">Keeps the jobs.</param>
public sealed class JobTeam(ClientDirectory clients, AdviserTeam team, IJobStore jobs)
{
    /// <summary>Takes a job's team one step further.</summary>
    /// <param name="job">The job as it was read; its model can be used, unless its deployment failed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job as it is kept now, when its team is settled; null where somebody else has changed it.</returns>
    /// <exception cref="ProblemException">The team could not be made; it is tried again with the same ids.</exception>
    public async Task<RecordedJob?> StepAsync(RecordedJob job, CancellationToken cancellation)
    {
        if (job.Team is not { IsMade: false } || job.UsableModel is not { } model || !clients.TryFind(job.ClientId, out var client))
            return job;

        // The ids come first: whoever tries again after a crash makes the same team, not a second one.
        if (job.Team.Members is null)
        {
            var reserved = await jobs.TryReplaceAsync(job, job with { Team = new PlannedTeam(team.Reserve()) }, cancellation);
            if (reserved is null)
                return null;
            job = reserved;
        }

        await team.CreateAsync(client, job.Team!.Members!, model, cancellation);
        return await jobs.TryReplaceAsync(job, job with { Team = job.Team with { IsMade = true } }, cancellation);
    }
}
