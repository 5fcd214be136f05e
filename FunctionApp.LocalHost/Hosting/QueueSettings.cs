using System.Globalization;
using System.Text.Json;

namespace BotGateway.LocalHost.Hosting;

/// <summary>What host.json says of queue triggers. https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json</summary>
/// <param name="BatchSize">How many messages are fetched at once, at most 32.</param>
/// <param name="NewBatchThreshold">More are fetched when no more than so many run.</param>
/// <param name="MaxDequeueCount">How many times a message is tried.</param>
/// <param name="MaxPollingInterval">The longest pause between two looks into an empty queue.</param>
/// <param name="VisibilityTimeout">The pause before a message that failed comes again.</param>
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
