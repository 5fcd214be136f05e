using BotGateway.Authentication;
using BotGateway.Contracts;

namespace BotGateway.Routines;

/// <summary>
/// Skips the due times of routines for whose client nothing may be spent. The routine stays active: it runs again once the client's keys or settings are
/// back, without the client's doing.
/// </summary>
internal sealed class RefusedSpending(SpendingGuard guard, IRoutineStore routines, TimeProvider clock)
{
    // A routine that is due every second costs a write in this time.
    private static readonly TimeSpan ShortestSkip = TimeSpan.FromMinutes(5);

    /// <summary>Skips the due time of a routine if nothing may be spent for its client. Costs no call of the vault while its keys are fresh.</summary>
    public async Task<bool> TrySkipAsync(Routine routine, CancellationToken cancellationToken)
    {
        if (await guard.FindObstacleAsync(routine.ClientId, cancellationToken) is not { } obstacle)
            return false;

        // Another instance that was faster has skipped it, or the client has changed it: the next tick looks again.
        if (routine is { Status: RoutineStatus.Active, Due: { } due })
        {
            var (skipped, missed) = routine.SkipUntil(clock.GetUtcNow() + ShortestSkip);
            var entry = new RoutineRun(due, null, null, 0, RunOutcome.Skipped, Error: obstacle, Missed: missed);
            await routines.TryReplaceAsync(routine, skipped, [entry], cancellationToken);
        }

        return true;
    }
}
