using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Shows a routine with its message and its newest runs.</summary>
public sealed class GetRoutine(OwnedRoutines owned, IRoutineStore routines) : IRoutineAction
{
    private const int MostRuns = 20;

    /// <inheritdoc/>
    public string Name => "get";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var found = await owned.FindAsync(request, cancellation);
        if (found.IsBroken)
            return found.ToListed();
        var runs = await routines.ReadRunsAsync(found.Routine, MostRuns, cancellation);
        var answer = found.Routine.ToJson();
        answer["message"] = found.Routine.Plan.Message;
        answer["runs"] = new JsonArray([.. runs.Select(run => run.ToJson())]);
        return answer;
    }
}
