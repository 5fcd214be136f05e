using System.Collections.Concurrent;
using BotGateway.Bots.Threads;

namespace BotGateway.Routines;

/// <summary>Deletes routines, also those that cannot be read.</summary>
internal sealed class RoutineDeletion(IRoutineStore routines, BrokenRoutines broken, RoutineReader reader, IThreadStore threads)
{
    private const int Parallelism = 8;

    private const int MostTries = 5;

    /// <returns>False if it has changed since it was read.</returns>
    public Task<bool> TryDeleteAsync(StoredRoutine found, CancellationToken cancellationToken) =>
        found.IsBroken ? broken.TryDeleteAsync(found.Broken, cancellationToken) : routines.TryDeleteAsync(found.Routine, cancellationToken);

    /// <returns>The routines of the bot that were deleted, at most so many, and whether there are more.</returns>
    public async Task<(IReadOnlyList<string> Ids, bool IsMore)> DeleteOfBotAsync(string clientId, string botId, int most, CancellationToken cancellationToken)
    {
        // One more tells whether there are more.
        var found = await reader.FindOfBotAsync(clientId, botId, most + 1, cancellationToken);
        var deleted = new ConcurrentBag<string>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(found.Take(most), parallel, async (id, cancel) =>
        {
            if (await DeleteAsync(clientId, id, cancel))
                deleted.Add(id);
        });
        return ([.. deleted.Order(StringComparer.Ordinal)], deleted.Count < found.Count);
    }

    private async Task<bool> DeleteAsync(string clientId, string id, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostTries; i++)
        {
            if (await reader.FindAsync(clientId, id, cancellationToken) is not { } found)
                return true;
            if (!await TryDeleteAsync(found, cancellationToken))
                continue;
            // A run under way must not answer for a bot that is gone.
            if (found.Routine is { } routine)
                await threads.RevokeLeaseAsync(clientId, routine.ThreadId, DateTimeOffset.MaxValue, cancellationToken);
            return true;
        }

        return false;
    }
}
