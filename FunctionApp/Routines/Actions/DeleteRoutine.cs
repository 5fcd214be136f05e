using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Deletes a routine. A run that has begun comes to its end; its answer stays in the thread.</summary>
/// <param name="routines">Keeps the routines.</param>
public sealed class DeleteRoutine(IRoutineStore routines) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "delete";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var routine = await routines.ChangeAsync(
            request, async routine => await routines.TryDeleteAsync(routine, cancellation) ? routine : null, cancellation);
        return new JsonObject { ["routine_id"] = routine.Id, ["routine_status"] = "deleted" };
    }
}
