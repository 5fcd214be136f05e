using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Shows a routine with its message and its newest runs.</summary>
/// <param name="routines">Keeps the routines.</param>
public sealed class GetRoutine(IRoutineStore routines) : IRoutineAction
{
    private const int MostRuns = 20;

    /// <inheritdoc/>
    public string Name => "get";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var routine = await routines.FindAsync(request, cancellation);
        var runs = await routines.ReadRunsAsync(routine, MostRuns, cancellation);
        var answer = routine.ToJson();
        answer["message"] = routine.Plan.Message;
        answer["runs"] = new JsonArray([.. runs.Select(run => run.ToJson())]);
        return answer;
    }
}
