using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Stops a routine until it is resumed. A run that has begun comes to its end.</summary>
public sealed class PauseRoutine(OwnedRoutines owned, IRoutineStore routines, BrokenRoutines broken) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "pause";

    /// <inheritdoc/>
    public Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation) => owned.ChangeAsync(
        request,
        async found =>
        {
            if (found.IsBroken)
                return await broken.TryPauseAsync(found.Broken, cancellation) ? found.Broken.ToPaused() : null;
            return (found.Routine.Status switch
            {
                RoutineStatus.Active => await routines.TryReplaceAsync(found.Routine, found.Routine.Pause(reason: null), [], cancellation),
                RoutineStatus.Paused => found.Routine,
                _ => throw new ProblemException(409, "The routine is finished."),
            })?.ToStatus();
        },
        cancellation);
}
