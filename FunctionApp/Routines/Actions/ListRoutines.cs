using System.Text.Json.Nodes;
using BotGateway.Events;

namespace BotGateway.Routines.Actions;

/// <summary>Lists the client's routines by pages, without their messages.</summary>
public sealed class ListRoutines(RoutineReader routines) : IRoutineAction
{
    private const int MostPerPage = 100;

    /// <inheritdoc/>
    public string Name => "list";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var limit = request.Body.OptionalInteger("limit", least: 1, MostPerPage) ?? MostPerPage;
        var after = request.Body.OptionalText("next") is { } next ? ListCursor.Read(request.Client, next) : null;
        // One more tells whether there is a next page.
        var found = await routines.ReadPageAsync(request.Client.Id, after, limit + 1, cancellation);
        var answer = new JsonObject { ["routines"] = new JsonArray([.. found.Take(limit).Select(routine => routine.ToListed())]) };
        if (found.Count > limit)
            answer["next"] = ListCursor.After(request.Client, found[limit - 1].Id);
        return answer;
    }
}
