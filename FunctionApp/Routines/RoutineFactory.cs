using BotGateway.Authentication;
using BotGateway.Events.Idempotency;

namespace BotGateway.Routines;

internal sealed class RoutineFactory(IRoutineStore routines, RoutineReader reader, DeletedRoutines deleted, TimeProvider clock)
{
    public async Task<Routine> CreateAsync(
        Client owner, RoutinePlan plan, string botId, string botName, string threadId, Attempt attempt, CancellationToken cancellationToken)
    {
        var routine = new Routine
        {
            Id = attempt.NewId("routine", botId),
            ClientId = owner.Id,
            BotId = botId,
            ThreadId = threadId,
            Plan = plan with { Name = plan.Name ?? botName },
        }.Activate(clock.GetUtcNow());
        if (attempt.IsRepeated && await deleted.ContainsAsync(owner.Id, routine.Id, cancellationToken))
            return routine;
        await routines.AddAsync(routine, cancellationToken);
        // An earlier try may have created it, at another time.
        return attempt.IsRepeated && await reader.FindAsync(owner.Id, routine.Id, cancellationToken) is { IsBroken: false } kept ? kept.Routine : routine;
    }
}
