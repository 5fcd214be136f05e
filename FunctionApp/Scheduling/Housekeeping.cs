using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Scheduling;

/// <summary>Deletes what has been kept long enough, at each tick.</summary>
internal sealed partial class Housekeeping(IEnumerable<Cleanup> cleanups, TimeProvider clock, ILogger<Housekeeping> logger)
{
    // Less than a tick has: one that cannot be completed must not look like one that failed.
    internal static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(40);

    /// <summary>Runs all cleanups side by side. A failure of one does not stop the others.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(WholeTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        await Task.WhenAll(cleanups.Select(cleanup => RunAsync(cleanup, either.Token, cancellationToken)));
    }

    private async Task RunAsync(Cleanup cleanup, CancellationToken end, CancellationToken cancellationToken)
    {
        try
        {
            var deleted = await cleanup.RunAsync(clock.GetUtcNow(), end);
            if (deleted > 0)
                LogDeleted(deleted, cleanup.Items);
        }
        catch (GatewayException problem)
        {
            LogNotDeleted(cleanup.Items, SafeExceptionSummary.Of(problem));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotDeleted(cleanup.Items, "not in time");
        }
    }

    [LoggerMessage(70, LogLevel.Information, "{Count} {Items} deleted")]
    private partial void LogDeleted(int count, string items);

    [LoggerMessage(71, LogLevel.Warning, "Could not delete {Items}; the next tick tries again ({Causes})")]
    private partial void LogNotDeleted(string items, string causes);
}
