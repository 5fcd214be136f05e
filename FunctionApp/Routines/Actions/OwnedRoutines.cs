using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Finds and changes the routine that a request names.</summary>
public sealed class OwnedRoutines(RoutineReader routines)
{
    // A tick may change a routine between its reading and its writing, but not time and again.
    private const int MostTries = 5;

    /// <summary>Finds the routine that a request names.</summary>
    /// <exception cref="ProblemException">400: none is named; 404: the client has no such routine.</exception>
    public async Task<StoredRoutine> FindAsync(EventRequest request, CancellationToken cancellationToken)
    {
        var id = request.Body.RequiredText("routine_id", "routineID");
        return await routines.FindAsync(request.Client.Id, id, cancellationToken) ?? throw ProblemException.NotFound("routine", id);
    }

    /// <summary>Finds the routine that a request names for an action that a broken one cannot take.</summary>
    /// <exception cref="ProblemException">Also 409: it is broken.</exception>
    public async Task<Routine> FindReadableAsync(EventRequest request, CancellationToken cancellationToken) =>
        Readable(await FindAsync(request, cancellationToken));

    /// <summary>Changes the routine that a request names; tries again with its new state if it has changed since it was read.</summary>
    public async Task<T> ChangeAsync<T>(EventRequest request, Func<StoredRoutine, Task<T?>> tryChange, CancellationToken cancellationToken)
        where T : class
    {
        for (var i = 0; i < MostTries; i++)
        {
            if (await tryChange(await FindAsync(request, cancellationToken)) is { } changed)
                return changed;
        }

        throw new ProblemException(409, "The routine is changing all the time; try again.");
    }

    /// <exception cref="ProblemException">409: it is broken.</exception>
    internal static Routine Readable(StoredRoutine found) => found.IsBroken
        ? throw new ProblemException(409, $"The routine is broken: {found.Broken.Reason}; it can be paused and deleted.")
        : found.Routine;
}
