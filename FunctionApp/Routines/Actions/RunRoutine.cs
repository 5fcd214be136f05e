using System.Text.Json.Nodes;
using BotGateway.Bots;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Runs a routine now, whatever its schedule and status; the schedule goes on as if nothing had been.</summary>
internal sealed class RunRoutine(OwnedRoutines owned, IRoutineStore routines, IBotStore bots, RoutineRunner runner, TimeProvider clock) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "run";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var routine = await owned.FindReadableAsync(request, cancellation);
        var (run, _) = await runner.RunAsync(routine, clock.GetUtcNow(), attempt: 1, new BotLookup(bots), cancellation);
        await routines.AddRunAsync(routine, run, CancellationToken.None);
        return run.ToJson();
    }
}
