using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using BotGateway.Telemetry;

namespace BotGateway.Scheduling;

/// <summary>Measures the queue at each tick, for alerts: the platform's own metrics do not have the age of messages.</summary>
internal sealed class QueueWatch(QueueServiceClient service, GatewayMetrics metrics, TimeProvider clock) : ITickStep
{
    private readonly QueueClient _queue = service.GetQueueClient(WorkQueue.Name);
    private readonly QueueClient _poison = service.GetQueueClient($"{WorkQueue.Name}-poison");

    public async Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var oldest = await FindAsync(async () => (await _queue.PeekMessageAsync(cancellationToken)).Value?.InsertedOn);
        var poisoned = await FindAsync(async () => (int?)(await _poison.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount);
        metrics.MeasureQueue(oldest is null ? TimeSpan.Zero : clock.GetUtcNow() - oldest.Value, poisoned ?? 0);
    }

    private static async Task<T?> FindAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // The first message creates it.
            return default;
        }
    }
}
