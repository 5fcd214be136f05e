using BotGateway.Authentication;
using BotGateway.Contracts;

namespace BotGateway.Routines;

/// <summary>
/// Skips the due times of routines whose client may not cause costs. The routine stays active and runs again once the client's keys or settings are
/// restored; the client need not do anything.
/// </summary>
internal sealed class RefusedSpending(SpendingGuard guard, IRoutineStore routines, TimeProvider clock)
{
    // Limits the writes for a routine that is due every second to one in this time.
    private static readonly TimeSpan ShortestSkip = TimeSpan.FromMinutes(5);

    /// <summary>Skips the due time of a routine if nothing may be spent for its client. Costs no call of the vault while its keys are fresh.</summary>
    public async Task<bool> TrySkipAsync(Routine routine, CancellationToken cancellationToken)
    {
        if (await guard.FindObstacleAsync(routine.ClientId, cancellationToken) is not { } obstacle)
            return false;

        // Another instance has skipped it, or the client has changed it: the next tick checks again.
        if (routine is { Status: RoutineStatus.Active, Due: { } due })
        {
            var (skipped, missed) = routine.SkipUntil(clock.GetUtcNow() + ShortestSkip);
            var entry = new RoutineRun(due, null, null, 0, RunOutcome.Skipped, Error: obstacle, Missed: missed);
            await routines.TryReplaceAsync(routine, skipped, [entry], cancellationToken);
        }

        return true;
    }
}
