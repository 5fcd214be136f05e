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
        if (job.Team is null || !clients.TryFind(job.ClientId, out var client))
            return job;
        if (job.Team is { IsMade: true, Members: { } made })
            await bots.ForgetAddedAsync(client, made.Select(member => member.BotId), cancellationToken);
        if (job.Team.IsMade || job.UsableModel is not { } model)
            return job;

        // The ids are stored first: a retry after a crash creates the same team, not a second one.
        var isFirst = job.Team.Members is null;
        if (isFirst)
        {
            var reserved = await jobs.TryReplaceAsync(job, job with { Team = new PlannedTeam(Reserve()) }, cancellationToken);
            if (reserved is null)
                return null;
            job = reserved;
        }

        var members = job.Team!.Members!;
        await Task.WhenAll(members.Select(member => MakeAsync(client, member, model, isFirst, cancellationToken)));
        var recorded = await jobs.TryReplaceAsync(job, job with { Team = job.Team with { IsMade = true } }, cancellationToken);
        if (recorded is not null)
            await bots.ForgetAddedAsync(client, members.Select(member => member.BotId), cancellationToken);
        return recorded;
    }

    public TeamProgress Describe(PlannedTeam team)
    {
        var members = (team.Members ?? []).ToDictionary(
            member => member.Adviser, member => new TeamMemberIds { BotId = member.BotId, ThreadId = member.ThreadId });
        return Adviser.ProgressOf([.. Adviser.All.Select(adviser => members.GetValueOrDefault(adviser.Key))], team.IsMade);
    }

    private List<ReservedMember> Reserve() =>
        [.. Adviser.All.Select(adviser => new ReservedMember(adviser.Key, EntityId.New("bot", clock), EntityId.New("thread", clock)))];

    // The thread first: once the bot has been added, both have, and what the client has deleted since does not come back.
    private async Task MakeAsync(Client owner, ReservedMember member, string model, bool isFirst, CancellationToken cancellationToken)
    {
        if (!isFirst && await bots.WasAddedAsync(owner, member.BotId, cancellationToken))
            return;
        var adviser = Adviser.All.Single(each => each.Key == member.Adviser);
        await threads.AddAsync(owner, new NewThread(member.ThreadId, member.BotId), cancellationToken);
        await bots.AddOnceAsync(owner, new Bot(member.BotId, adviser.Name, adviser.ReadInstructions(), model), cancellationToken);
    }
}
