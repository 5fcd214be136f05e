using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Lets a paused routine run again, from its next due time on. What it missed meanwhile is not made up for.</summary>
/// <param name="routines">Keeps the routines.</param>
/// <param name="clock">Tells from when on.</param>
public sealed class ResumeRoutine(IRoutineStore routines, TimeProvider clock) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "resume";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var routine = await routines.ChangeAsync(
            request,
            routine => routine.Status switch
            {
                RoutineStatus.Paused => routines.TryReplaceAsync(routine, routine.Activate(clock.GetUtcNow()), [], cancellation),
                RoutineStatus.Active => Task.FromResult<Routine?>(routine),
                _ => throw new ProblemException(409, "The routine is finished."),
            },
            cancellation);
        return routine.ToStatus();
    }
}
