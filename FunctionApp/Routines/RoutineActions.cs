using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.Routines;

internal sealed class RoutineActions(
    OwnedRoutines owned, IRoutineStore routines, BrokenRoutines broken, RoutineDeletion deletion, IBotStore bots, RoutineRunner runner, TimeProvider clock)
{
    /// <summary>Stops a routine until it is resumed. A run in progress is completed.</summary>
    public Task<RoutineStatusResponse> PauseAsync(Client client, string id, CancellationToken cancellationToken) => owned.ChangeAsync(
        client,
        id,
        async found =>
        {
            if (found.IsBroken)
                return await broken.TryPauseAsync(found.Broken, isRequested: true, cancellationToken) ? found.Broken.ToPaused() : null;
            return (found.Routine.Status switch
            {
                RoutineStatus.Active => await routines.TryReplaceAsync(found.Routine, found.Routine.Pause(reason: null), [], cancellationToken),
                RoutineStatus.Paused => found.Routine,
                _ => throw Finished(),
            })?.ToStatus();
        },
        cancellationToken);

    /// <summary>Activates a paused routine from its next due time on. Missed runs are not backfilled.</summary>
    public async Task<RoutineStatusResponse> ResumeAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var resumed = await owned.ChangeAsync(
            client,
            id,
            found => OwnedRoutines.Readable(found) switch
            {
                { Status: RoutineStatus.Paused } paused => routines.TryReplaceAsync(paused, paused.Activate(clock.GetUtcNow()), [], cancellationToken),
                { Status: RoutineStatus.Active } active => Task.FromResult<Routine?>(active),
                _ => throw Finished(),
            },
            cancellationToken);
        return resumed.ToStatus();
    }

    /// <summary>Deletes a routine. A run in progress is completed; its answer stays in the thread.</summary>
    public async Task<RoutineDeletedResponse> DeleteAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var deleted = await owned.ChangeAsync(
            client, id, async found => await deletion.TryDeleteAsync(found, cancellationToken) ? found : null, cancellationToken);
        return new RoutineDeletedResponse { RoutineId = deleted.Id, RoutineStatus = RoutineStatus.Deleted };
    }

    /// <summary>Runs a routine now, whatever its schedule and status; the schedule is not changed.</summary>
    public async Task<RunResult> RunAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var routine = OwnedRoutines.Readable(await owned.FindAsync(client, id, cancellationToken));
        var (run, _) = await runner.RunAsync(routine, clock.GetUtcNow(), attempt: 1, new BotLookup(bots), cancellationToken);
        await routines.AddRunAsync(routine, run, CancellationToken.None);
        return run.ToResult();
    }

    private static GatewayException Finished() => new(ErrorKind.Conflict, "The routine is finished.");
}
