using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Requests;
using BotGateway.Tables;
using BotGateway.Threads;

namespace BotGateway.Training;

/// <summary>Makes the team that a client wants on its trained model, once.</summary>
/// <param name="clients">Knows the clients.</param>
/// <param name="bots">Keeps the bots.</param>
/// <param name="threads">Keeps the threads.</param>
/// <param name="jobs">Keeps the jobs.</param>
/// <param name="clock">Gives the time that ids carry.</param>
public sealed class JobTeam(ClientDirectory clients, IBotStore bots, IThreadStore threads, IJobStore jobs, TimeProvider clock)
{
    /// <summary>Takes a job's team one step further.</summary>
    /// <param name="job">The job as it was read; its deployment is settled.</param>
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
            var reserved = await jobs.TryReplaceAsync(job, job with { Team = new PlannedTeam(Reserve()) }, cancellation);
            if (reserved is null)
                return null;
            job = reserved;
        }

        await Task.WhenAll(job.Team!.Members!.Select(member => MakeAsync(client, member, model, cancellation)));
        return await jobs.TryReplaceAsync(job, job with { Team = job.Team with { IsMade = true } }, cancellation);
    }

    private List<ReservedMember> Reserve() =>
        [.. Adviser.All.Select(adviser => new ReservedMember(adviser.Key, EntityId.New("bot", clock), EntityId.New("thread", clock)))];

    // Adding what is there already changes nothing.
    private async Task MakeAsync(Client owner, ReservedMember member, string model, CancellationToken cancellation)
    {
        var adviser = Adviser.All.Single(each => each.Key == member.Adviser);
        await bots.AddAsync(owner, new Bot(member.BotId, adviser.Name, adviser.ReadInstructions(), model), cancellation);
        await threads.AddAsync(owner, member.ThreadId, cancellation);
    }
}
