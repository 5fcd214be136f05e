using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Makes routines.</summary>
/// <param name="routines">Keeps the routines.</param>
/// <param name="clock">Tells from when on they are due.</param>
internal sealed class RoutineFactory(IRoutineStore routines, TimeProvider clock)
{
    /// <summary>Makes a routine.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="plan">What the client wants.</param>
    /// <param name="botId">The bot; it is the client's.</param>
    /// <param name="botName">The bot's name.</param>
    /// <param name="threadId">The thread; it is the client's.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The routine.</returns>
    public async Task<Routine> CreateAsync(
        Client owner, RoutinePlan plan, string botId, string botName, string threadId, CancellationToken cancellation)
    {
        var routine = new Routine
        {
            Id = EntityId.New("routine", clock),
            ClientId = owner.Id,
            BotId = botId,
            ThreadId = threadId,
            Plan = plan with { Name = plan.Name ?? botName },
        }.Activate(clock.GetUtcNow());
        await routines.AddAsync(routine, cancellation);
        return routine;
    }
}
