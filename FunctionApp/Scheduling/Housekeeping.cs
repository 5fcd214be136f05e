using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>Deletes what has been kept long enough, at each tick.</summary>
internal sealed partial class Housekeeping(IEnumerable<Cleanup> cleanups, TimeProvider clock, ILogger<Housekeeping> logger)
{
    /// <summary>Runs all cleanups side by side. A failure of one does not stop the others.</summary>
    public Task CleanAsync(CancellationToken cancellationToken) => Task.WhenAll(cleanups.Select(cleanup => RunAsync(cleanup, cancellationToken)));

    private async Task RunAsync(Cleanup cleanup, CancellationToken cancellationToken)
    {
        try
        {
            var deleted = await cleanup.RunAsync(clock.GetUtcNow(), cancellationToken);
            if (deleted > 0)
                LogDeleted(deleted, cleanup.Items);
        }
        catch (GatewayException problem)
        {
            LogNotDeleted(cleanup.Items, SafeExceptionSummary.Of(problem));
        }
    }

    [LoggerMessage(70, LogLevel.Information, "{Count} {Items} deleted")]
    private partial void LogDeleted(int count, string items);

    [LoggerMessage(71, LogLevel.Warning, "Could not delete {Items}; the next tick tries again ({Causes})")]
    private partial void LogNotDeleted(string items, string causes);
}
