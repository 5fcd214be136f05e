using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Lets a paused routine run again, from its next due time on. What it missed meanwhile is not made up for.</summary>
public sealed class ResumeRoutine(OwnedRoutines owned, IRoutineStore routines, TimeProvider clock) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "resume";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var resumed = await owned.ChangeAsync(
            request,
            found => OwnedRoutines.Readable(found) switch
            {
                { Status: RoutineStatus.Paused } paused => routines.TryReplaceAsync(paused, paused.Activate(clock.GetUtcNow()), [], cancellation),
                { Status: RoutineStatus.Active } active => Task.FromResult<Routine?>(active),
                _ => throw new ProblemException(409, "The routine is finished."),
            },
            cancellation);
        return resumed.ToStatus();
    }
}
