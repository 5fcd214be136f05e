using BotGateway.Authentication;
using BotGateway.Contracts;

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
        var after = request.Next is { } next ? ListCursor.Read(client, next) : null;
        // One more tells whether there is a next page.
        var found = await reader.ReadPageAsync(client.Id, after, limit + 1, cancellationToken);
        return new RoutineListResponse
        {
            Routines = [.. found.Take(limit).Select(routine => routine.ToSummary())],
            Next = found.Count > limit ? ListCursor.After(client, found[limit - 1].Id) : null,
        };
    }
}
