using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.Routines;

internal sealed class RoutineQueries(OwnedRoutines owned, RoutineReader reader, IRoutineStore routines)
{
    private const int MostPerPage = 100;
    private const int MostRuns = 20;

    public async Task<RoutineDetails> GetAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var found = await owned.FindAsync(client, id, cancellationToken);
        return found.ToDetails(found.IsBroken ? [] : await routines.ReadRunsAsync(found.Routine, MostRuns, cancellationToken));
    }

    public async Task<RoutineListResponse> ListAsync(Client client, ListRoutinesRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? MostPerPage;
        var cursor = new PageCursor(client, "list");
        var after = cursor.Read(request.Next);
        // One more shows whether there is a next page.
        var found = await reader.ReadPageAsync(client.Id, after, limit + 1, cancellationToken);
        return new RoutineListResponse
        {
            Routines = [.. found.Take(limit).Select(routine => routine.ToSummary())],
            Next = cursor.Next(found, limit, routine => routine.Id),
        };
    }
}
