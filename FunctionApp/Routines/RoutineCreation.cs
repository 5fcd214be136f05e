using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.FineTuning;
using BotGateway.Http;

namespace BotGateway.Routines;

/// <summary>Creates what a request without <c>action</c> asks for: a team, a routine for a bot, or a team with a routine for each adviser.</summary>
internal sealed class RoutineCreation(
    AllowedModels models, AdviserTeam team, IBotStore bots, IThreadStore threads, ThreadIndex index, RoutineFactory factory, RoutineDeletion deletion, TextLimit texts, TimeProvider clock)
{
    public async Task<IBotRoutineResponse> CreateAsync(Client client, CreateRoutineRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        var plan = request.Schedule is null ? null : RoutinePlan.Read(client, request, texts, clock.GetUtcNow());
        if (plan is not null && request.ModelId is null)
            return (await CreateForBotAsync(client, request, plan, attempt, cancellationToken)).ToStatus();

        var model = await models.RequireAsync(client, request.ModelId ?? throw Missing("modelID"), "modelID", cancellationToken);
        var advisers = await team.CreateAsync(client, model, attempt, cancellationToken);
        if (plan is null)
            return advisers;

        List<TeamMember> members = [];
        foreach (var (adviser, member) in Adviser.All.Zip(Adviser.MembersOf(advisers)))
            members.Add(await AddRoutineAsync(client, adviser, member, plan, attempt, cancellationToken));
        return Adviser.TeamOf(members);
    }

    private async Task<Routine> CreateForBotAsync(
        Client client, CreateRoutineRequest request, RoutinePlan plan, Attempt attempt, CancellationToken cancellationToken)
    {
        var botId = request.BotId ?? throw Missing("botID");
        var threadId = request.ThreadId ?? throw Missing("threadID");
        var bot = await bots.FindAsync(client, botId, cancellationToken) ?? throw GatewayException.NotFound("bot", botId);
        var ownThreadId = await index.RequireIdAsync(client, threadId, cancellationToken);
        if (!await threads.ExistsAsync(client, ownThreadId, cancellationToken))
            throw GatewayException.NotFound("thread", threadId);
        var routine = await factory.CreateAsync(client, plan, bot.Id, bot.Name, ownThreadId, attempt, cancellationToken);
        if (await bots.FindIdAsync(client, bot.Id, CancellationToken.None) is not null)
            return routine;
        // The bot was deleted meanwhile, perhaps before the routine could be found among its own.
        await deletion.TryDeleteAsync(StoredRoutine.Of(routine), CancellationToken.None);
        throw GatewayException.NotFound("bot", botId);
    }

    private async Task<TeamMember> AddRoutineAsync(
        Client client, Adviser adviser, TeamMember member, RoutinePlan plan, Attempt attempt, CancellationToken cancellationToken)
    {
        if (member is not { BotId: { } botId, ThreadId: { } threadId })
            return member;

        try
        {
            var routine = (await factory.CreateAsync(client, plan, botId, adviser.Name, threadId, attempt, cancellationToken)).ToStatus();
            return member with
            {
                RoutineId = routine.RoutineId,
                RoutineStatus = routine.RoutineStatus,
                NextRun = routine.NextRun,
                Reason = routine.Reason,
            };
        }
        catch (GatewayException problem)
        {
            return member with { Error = problem.Message };
        }
    }

    private static GatewayException Missing(string field) => GatewayException.Invalid($"'{field}' is missing.");
}
