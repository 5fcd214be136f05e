using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.Routines;

internal sealed class RoutineFactory(IRoutineStore routines, TimeProvider clock)
{
    public async Task<Routine> CreateAsync(
        Client owner, RoutinePlan plan, string botId, string botName, string threadId, CancellationToken cancellationToken)
    {
        var routine = new Routine
        {
            Id = EntityId.New("routine", clock),
            ClientId = owner.Id,
            BotId = botId,
            ThreadId = threadId,
            Plan = plan with { Name = plan.Name ?? botName },
        }.Activate(clock.GetUtcNow());
        await routines.AddAsync(routine, cancellationToken);
        return routine;
    }
}
