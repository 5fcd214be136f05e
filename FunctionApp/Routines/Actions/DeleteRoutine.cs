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
            request, async found => await TryDeleteAsync(found, cancellation) ? found : null, cancellation);
        return new JsonObject { ["routine_id"] = deleted.Id, ["routine_status"] = "deleted" };
    }

    private Task<bool> TryDeleteAsync(StoredRoutine found, CancellationToken cancellationToken) =>
        found.IsBroken ? broken.TryDeleteAsync(found.Broken, cancellationToken) : routines.TryDeleteAsync(found.Routine, cancellationToken);
}
