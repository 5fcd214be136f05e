using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Keeps the clients' routines and what became of their runs. A client's routines do not exist for another.</summary>
internal interface IRoutineStore
{
    /// <summary>Keeps a new routine.</summary>
    Task AddAsync(Routine routine, CancellationToken cancellationToken);

    /// <summary>Finds the routines that somebody must look at.</summary>
    Task<DueRoutines> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Has routines looked at later, all that have not changed since they were found.</summary>
    Task<IReadOnlyList<DueRoutine>> SetBackAsync(IReadOnlyList<(DueRoutine Routine, DateTimeOffset Until)> routines, CancellationToken cancellationToken);

    /// <summary>Takes a place off the agenda that leads to no routine, and keeps it under another key.</summary>
    Task SetAsideAsync(DueIndexEntry item, CancellationToken cancellationToken);

    /// <summary>Writes a routine's next state and what became of runs, all or nothing, unless it has changed since it was read.</summary>
    /// <param name="runs">What became of runs; an entry replaces an earlier one of the same due time.</param>
    /// <returns>The routine as it is kept now, or null where it had changed.</returns>
    Task<Routine?> TryReplaceAsync(Routine before, Routine after, IReadOnlyList<RoutineRun> runs, CancellationToken cancellationToken);

    /// <summary>Deletes a routine; what became of its runs goes when it is old.</summary>
    /// <returns>Whether it is gone; false where it has changed since it was read.</returns>
    Task<bool> TryDeleteAsync(Routine routine, CancellationToken cancellationToken);

    /// <summary>Reads what became of a routine's runs.</summary>
    Task<IReadOnlyList<RoutineRun>> ReadRunsAsync(Routine routine, int most, CancellationToken cancellationToken);

    /// <summary>Writes what became of a run without changing its routine. Only an answer replaces an entry of the same due time.</summary>
    Task AddRunAsync(Routine routine, RoutineRun run, CancellationToken cancellationToken);

    /// <summary>Deletes what became of runs longer ago than it is kept.</summary>
    Task<int> DeleteOldRunsAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
