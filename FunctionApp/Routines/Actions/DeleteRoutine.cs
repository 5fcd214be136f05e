using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Deletes a routine. A run that has begun comes to its end; its answer stays in the thread.</summary>
public sealed class DeleteRoutine(OwnedRoutines owned, IRoutineStore routines, BrokenRoutines broken) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "delete";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var deleted = await owned.ChangeAsync(
            request,
            async found => (found.IsBroken ? await broken.TryDeleteAsync(found.Broken, cancellation) : await routines.TryDeleteAsync(found.Routine, cancellation))
                ? found
                : null,
            cancellation);
        return new JsonObject { ["routine_id"] = deleted.Id, ["routine_status"] = "deleted" };
    }
}
