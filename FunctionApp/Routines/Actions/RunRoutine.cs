using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Runs a routine now, whatever its schedule and status; the schedule goes on as if nothing had been.</summary>
/// <param name="routines">Keeps the routines.</param>
/// <param name="runner">Runs it.</param>
/// <param name="clock">Tells when now is.</param>
public sealed class RunRoutine(IRoutineStore routines, RoutineRunner runner, TimeProvider clock) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "run";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var routine = await routines.FindAsync(request, cancellation);
        var (run, _) = await runner.RunAsync(routine, clock.GetUtcNow(), attempt: 1, cancellation);
        await routines.AddRunAsync(routine, run, CancellationToken.None);
        return run.ToJson();
    }
}
