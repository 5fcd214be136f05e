using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Routines;

internal sealed class OwnedRoutines(RoutineReader routines)
{
    // A tick may change a routine between read and write, but not repeatedly.
    private const int MostTries = 5;

    /// <exception cref="GatewayException">NotFound: the client has no such routine.</exception>
    public async Task<StoredRoutine> FindAsync(Client client, string id, CancellationToken cancellationToken) =>
        await routines.FindAsync(client.Id, id, cancellationToken) ?? throw GatewayException.NotFound("routine", id);

    /// <summary>Changes a routine; tries again with its new state if it has changed since it was read.</summary>
    public async Task<T> ChangeAsync<T>(Client client, string id, Func<StoredRoutine, Task<T?>> tryChange, CancellationToken cancellationToken)
        where T : class
    {
        for (var i = 0; i < MostTries; i++)
        {
            if (await tryChange(await FindAsync(client, id, cancellationToken)) is { } changed)
                return changed;
        }

        throw new GatewayException(ErrorKind.Conflict, "The routine keeps changing; try again.");
    }

    /// <exception cref="GatewayException">Conflict: it is broken.</exception>
    public static Routine Readable(StoredRoutine found) => found.IsBroken
        ? throw new GatewayException(ErrorKind.Conflict, $"The routine is broken: {found.Broken.Reason}; it can be paused and deleted.")
        : found.Routine;
}
