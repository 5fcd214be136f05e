using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Stops a routine until it is resumed. A run that has begun comes to its end.</summary>
/// <param name="routines">Keeps the routines.</param>
public sealed class PauseRoutine(IRoutineStore routines) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "pause";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var routine = await routines.ChangeAsync(
            request,
            routine => routine.Status switch
            {
                RoutineStatus.Active => routines.TryReplaceAsync(routine, routine.Pause(reason: null), [], cancellation),
                RoutineStatus.Paused => Task.FromResult<Routine?>(routine),
                _ => throw new ProblemException(409, "The routine is finished."),
            },
            cancellation);
        return routine.ToStatus();
    }
}
