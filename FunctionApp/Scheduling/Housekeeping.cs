using BotGateway.Authentication.SingleUse;
using BotGateway.Datasets;
using BotGateway.Requests;
using BotGateway.Routines;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>Deletes what has been kept long enough.</summary>
/// <param name="routines">Keeps what became of runs.</param>
/// <param name="usedTokens">Remembers used tokens.</param>
/// <param name="datasets">Knows which datasets have expired.</param>
/// <param name="clock">Tells what is old.</param>
/// <param name="logger">Learns what was deleted.</param>
public sealed partial class Housekeeping(
    IRoutineStore routines, IUsedTokens usedTokens, DatasetCleanup datasets, TimeProvider clock, ILogger<Housekeeping> logger)
{
    /// <summary>Deletes it: old runs and datasets a portion each tick, used tokens all. A failure of one does not stop the others.</summary>
    /// <param name="cancellation">Ends the tick.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public Task CleanAsync(CancellationToken cancellation) => Task.WhenAll(
        CleanAsync(routines.DeleteOldRunsAsync, LogRunsDeleted, LogRunsNotDeleted, cancellation),
        CleanAsync(usedTokens.CleanAsync, LogTokensDeleted, LogTokensNotDeleted, cancellation),
        CleanAsync(datasets.DeleteExpiredAsync, LogDatasetsDeleted, LogDatasetsNotDeleted, cancellation));

    private async Task CleanAsync(
        Func<DateTimeOffset, CancellationToken, Task<int>> clean, Action<int> logDeleted, Action<string> logFailure, CancellationToken cancellation)
    {
        try
        {
            var deleted = await clean(clock.GetUtcNow(), cancellation);
            if (deleted > 0)
                logDeleted(deleted);
        }
        catch (ProblemException problem)
        {
            logFailure(Causes.Of(problem));
        }
    }

    [LoggerMessage(70, LogLevel.Information, "{Count} old runs deleted")]
    private partial void LogRunsDeleted(int count);

    [LoggerMessage(71, LogLevel.Warning, "Old runs could not be deleted; the next tick tries again ({Causes})")]
    private partial void LogRunsNotDeleted(string causes);

    [LoggerMessage(72, LogLevel.Information, "{Count} used tokens deleted, which nobody accepts any more")]
    private partial void LogTokensDeleted(int count);

    [LoggerMessage(73, LogLevel.Warning, "Used tokens could not be deleted; the next tick tries again ({Causes})")]
    private partial void LogTokensNotDeleted(string causes);

    [LoggerMessage(74, LogLevel.Information, "{Count} parts of expired datasets deleted")]
    private partial void LogDatasetsDeleted(int count);

    [LoggerMessage(75, LogLevel.Warning, "Expired datasets could not be deleted; the next tick tries again ({Causes})")]
    private partial void LogDatasetsNotDeleted(string causes);
}
