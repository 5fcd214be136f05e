using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Lists the client's routines.</summary>
/// <param name="routines">Keeps the routines.</param>
public sealed class ListRoutines(IRoutineStore routines) : IRoutineAction
{
    /// <inheritdoc/>
    public string Name => "list";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var all = await routines.ListAsync(request.Client, cancellation);
        return new JsonObject { ["routines"] = new JsonArray([.. all.Select(routine => routine.ToJson())]) };
    }
}
