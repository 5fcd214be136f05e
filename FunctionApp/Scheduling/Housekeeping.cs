using BotGateway.Requests;
using BotGateway.Routines;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>Deletes what has been kept long enough.</summary>
/// <param name="routines">Keeps what became of runs.</param>
/// <param name="clock">Tells what is old.</param>
/// <param name="logger">Learns what was deleted.</param>
public sealed partial class Housekeeping(IRoutineStore routines, TimeProvider clock, ILogger<Housekeeping> logger)
{
    /// <summary>Deletes it, a portion each tick.</summary>
    /// <param name="cancellation">Ends the tick.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        try
        {
            var deleted = await routines.DeleteOldRunsAsync(clock.GetUtcNow(), cancellation);
            if (deleted > 0)
                LogDeleted(deleted);
        }
        catch (ProblemException problem)
        {
            LogNotCleaned(Causes.Of(problem));
        }
    }

    [LoggerMessage(70, LogLevel.Information, "{Count} old runs deleted")]
    private partial void LogDeleted(int count);

    [LoggerMessage(71, LogLevel.Warning, "Old runs could not be deleted; the next tick tries again ({Causes})")]
    private partial void LogNotCleaned(string causes);
}
