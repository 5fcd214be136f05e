using System.Globalization;
using System.Text.Json;

namespace BotGateway.LocalHost.Hosting;

/// <summary>The queue settings of host.json. https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json</summary>
/// <param name="BatchSize">The number of messages fetched at a time, at most 32.</param>
/// <param name="NewBatchThreshold">The number of running messages at which more are fetched.</param>
/// <param name="MaxDequeueCount">The number of attempts for a message.</param>
/// <param name="MaxPollingInterval">The longest pause between polls of an empty queue.</param>
/// <param name="VisibilityTimeout">The delay before a failed message is retried.</param>
internal sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan MaxPollingInterval, TimeSpan VisibilityTimeout)
{
    public static QueueSettings Read()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var queues = host.RootElement.GetProperty("extensions").GetProperty("queues");
        return new QueueSettings(
            queues.GetProperty("batchSize").GetInt32(),
            queues.GetProperty("newBatchThreshold").GetInt32(),
            queues.GetProperty("maxDequeueCount").GetInt32(),
            TimeSpan.Parse(queues.GetProperty("maxPollingInterval").GetString()!, CultureInfo.InvariantCulture),
            TimeSpan.Parse(queues.GetProperty("visibilityTimeout").GetString()!, CultureInfo.InvariantCulture));
    }
}
