using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Keeps the clients' routines and what became of their runs. A client's routines do not exist for another.</summary>
internal interface IRoutineStore
{
    /// <summary>Keeps a new routine.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is kept.</returns>
    Task AddAsync(Routine routine, CancellationToken cancellation);

    /// <summary>Finds the routines that somebody must look at.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Those that have waited longest first.</returns>
    Task<DueRoutines> ReadDueAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Has routines looked at later, all that have not changed since they were found.</summary>
    /// <param name="routines">The routines, and when.</param>
    /// <param name="cancellationToken">Ends the tick.</param>
    /// <returns>Those that have not changed.</returns>
    Task<IReadOnlyList<DueRoutine>> SetBackAsync(IReadOnlyList<(DueRoutine Routine, DateTimeOffset Until)> routines, CancellationToken cancellationToken);

    /// <summary>Takes a place off the agenda that leads to no routine, and keeps it under another key.</summary>
    /// <param name="item">The place.</param>
    /// <param name="cancellationToken">Ends the tick.</param>
    Task SetAsideAsync(AgendaItem item, CancellationToken cancellationToken);

    /// <summary>Writes a routine's next state and what became of runs, all or nothing, unless it has changed since it was read.</summary>
    /// <param name="before">The routine as it was read.</param>
    /// <param name="after">Its next state.</param>
    /// <param name="runs">What became of runs; an entry replaces an earlier one of the same due time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The routine as it is kept now, or null where it had changed.</returns>
    Task<Routine?> TryReplaceAsync(Routine before, Routine after, IReadOnlyList<RoutineRun> runs, CancellationToken cancellation);

    /// <summary>Deletes a routine; what became of its runs goes when it is old.</summary>
    /// <param name="routine">The routine as it was read.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is gone; false where it has changed since it was read.</returns>
    Task<bool> TryDeleteAsync(Routine routine, CancellationToken cancellation);

    /// <summary>Reads what became of a routine's runs.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="most">How many to read at the most.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The runs, the newest first.</returns>
    Task<IReadOnlyList<RoutineRun>> ReadRunsAsync(Routine routine, int most, CancellationToken cancellation);

    /// <summary>Writes what became of a run without changing its routine. Only an answer replaces an entry of the same due time.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="run">What became of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is written.</returns>
    Task AddRunAsync(Routine routine, RoutineRun run, CancellationToken cancellation);

    /// <summary>Deletes what became of runs longer ago than it is kept.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up; what is left goes the next time.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteOldRunsAsync(DateTimeOffset now, CancellationToken cancellation);
}
