using BotGateway.Events;
using BotGateway.Requests;

namespace BotGateway.Routines.Actions;

/// <summary>Finds and changes the routine that a request names.</summary>
internal static class OwnedRoutine
{
    // A tick may change a routine between its reading and its writing, but not time and again.
    private const int MostTries = 5;

    /// <summary>Finds the routine that a request names.</summary>
    /// <exception cref="ProblemException">400: none is named; 404: the client has no such routine.</exception>
    public static async Task<Routine> FindAsync(this IRoutineStore routines, EventRequest request, CancellationToken cancellation)
    {
        var id = request.Body.RequiredText("routine_id", "routineID");
        return await routines.FindAsync(request.Client.Id, id, cancellation) ?? throw ProblemException.NotFound("routine", id);
    }

    /// <summary>Changes the routine that a request names; tries again with its new state where it has changed since it was read.</summary>
    public static async Task<Routine> ChangeAsync(
        this IRoutineStore routines, EventRequest request, Func<Routine, Task<Routine?>> tryChange, CancellationToken cancellation)
    {
        for (var i = 0; i < MostTries; i++)
        {
            if (await tryChange(await routines.FindAsync(request, cancellation)) is { } changed)
                return changed;
        }

        throw new ProblemException(409, "The routine is changing all the time; try again.");
    }
}
