using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Deletes a routine. A run that has begun comes to its end; its answer stays in the thread.</summary>
/// <param name="routines">Keeps the routines.</param>
public sealed class DeleteRoutine(IRoutineStore routines) : IRoutineAction
{
    private const int MostTries = 5;

    /// <inheritdoc/>
    public string Name => "delete";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var routine = await routines.FindAsync(request, cancellation);
            if (await routines.TryDeleteAsync(routine, cancellation))
                return new JsonObject { ["routine_id"] = routine.Id, ["routine_status"] = "deleted" };
        }

        throw new ProblemException(409, "The routine is changing all the time; try again.");
    }
}
