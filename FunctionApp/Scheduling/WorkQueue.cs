using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using BotGateway.Http;
using BotGateway.Telemetry;

namespace BotGateway.Scheduling;

/// <summary>The queue between the timer, which finds what is due, and the runners on all instances.</summary>
internal sealed class WorkQueue(QueueServiceClient service)
{
    public const string Name = "bot-gateway-work";

    private readonly QueueClient _queue = service.GetQueueClient(Name);

    public async Task SendAsync(Work work, CancellationToken cancellationToken)
    {
        try
        {
            await Tracing.CallAsync($"queue {Name} send", async _ =>
            {
                try
                {
                    return await _queue.SendMessageAsync(work.Write(), cancellationToken);
                }
                catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
                {
                    await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                    return await _queue.SendMessageAsync(work.Write(), cancellationToken);
                }
            });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && BrokenConnection.IsOutage(e))
        {
            throw new GatewayException(ErrorKind.Unavailable, "The Queue service is unavailable.", e);
        }
    }
}
