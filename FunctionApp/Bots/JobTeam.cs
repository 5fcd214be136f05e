using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.FineTuning;
using BotGateway.Tables;

namespace BotGateway.Bots;

/// <summary>Creates the team that a client wants on its trained model, once.</summary>
internal sealed class JobTeam(ClientDirectory clients, IBotStore bots, IThreadStore threads, IJobStore jobs, TimeProvider clock) : IModelTeam
{
    public async Task<TrainingJob?> StepAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.Team is not { IsMade: false } || job.UsableModel is not { } model || !clients.TryFind(job.ClientId, out var client))
            return job;

        // The ids are stored first: a retry after a crash creates the same team, not a second one.
        if (job.Team.Members is null)
        {
            var reserved = await jobs.TryReplaceAsync(job, job with { Team = new PlannedTeam(Reserve()) }, cancellationToken);
            if (reserved is null)
                return null;
            job = reserved;
        }

        await Task.WhenAll(job.Team!.Members!.Select(member => MakeAsync(client, member, model, cancellationToken)));
        return await jobs.TryReplaceAsync(job, job with { Team = job.Team with { IsMade = true } }, cancellationToken);
    }

    public TeamProgress Describe(PlannedTeam team)
    {
        var members = (team.Members ?? []).ToDictionary(
            member => member.Adviser, member => new TeamMemberIds { BotId = member.BotId, ThreadId = member.ThreadId });
        return Adviser.ProgressOf([.. Adviser.All.Select(adviser => members.GetValueOrDefault(adviser.Key))], team.IsMade);
    }

    private List<ReservedMember> Reserve() =>
        [.. Adviser.All.Select(adviser => new ReservedMember(adviser.Key, EntityId.New("bot", clock), EntityId.New("thread", clock)))];

    // Adding what is there already changes nothing.
    private async Task MakeAsync(Client owner, ReservedMember member, string model, CancellationToken cancellationToken)
    {
        var adviser = Adviser.All.Single(each => each.Key == member.Adviser);
        await bots.AddAsync(owner, new Bot(member.BotId, adviser.Name, adviser.ReadInstructions(), model), cancellationToken);
        await threads.AddAsync(owner, new NewThread(member.ThreadId, member.BotId), cancellationToken);
    }
}
