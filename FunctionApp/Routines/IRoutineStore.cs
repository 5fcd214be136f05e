using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Stores routines and the results of their runs. A client's routines do not exist for others.</summary>
internal interface IRoutineStore
{
    Task AddAsync(Routine routine, CancellationToken cancellationToken);

    Task<DueRoutines> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Has routines looked at later, all that have not changed since they were found.</summary>
    Task<IReadOnlyList<DueRoutine>> SetBackAsync(IReadOnlyList<(DueRoutine Routine, DateTimeOffset Until)> routines, CancellationToken cancellationToken);

    /// <summary>Removes an index entry that does not lead to a routine, and keeps it under another key.</summary>
    Task SetAsideAsync(DueIndexEntry item, CancellationToken cancellationToken);

    /// <summary>Stores a routine's next state and results of runs in one batch, unless it has changed since it was read.</summary>
    /// <param name="runs">Results of runs; one replaces an earlier one of the same due time.</param>
    /// <returns>The routine as it is stored now, or null if it had changed.</returns>
    Task<Routine?> TryReplaceAsync(Routine before, Routine after, IReadOnlyList<RoutineRun> runs, CancellationToken cancellationToken);

    /// <summary>Deletes a routine; the results of its runs are deleted when they are old.</summary>
    /// <returns>Whether it was deleted; false if it has changed since it was read.</returns>
    Task<bool> TryDeleteAsync(Routine routine, CancellationToken cancellationToken);

    Task<IReadOnlyList<RoutineRun>> ReadRunsAsync(Routine routine, int most, CancellationToken cancellationToken);

    /// <summary>Stores the result of a run without changing its routine. Only an answer replaces a result of the same due time.</summary>
    Task AddRunAsync(Routine routine, RoutineRun run, CancellationToken cancellationToken);

    /// <summary>Deletes results of runs that are older than the retention time.</summary>
    Task<int> DeleteOldRunsAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
