using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Calls a queue function for each message of its queue, like the Functions host's listener.</summary>
internal sealed partial class FunctionQueue(
    QueueFunction function,
    QueueServiceClient queues,
    QueueSettings settings,
    IServiceScopeFactory scopes,
    IEnumerable<IInvocationObserver> observers,
    ILogger logger)
{
    // As in the Functions host, which also renews it; no function here needs that, because none runs for more than 4 minutes.
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly QueueClient _queue = queues.GetQueueClient(function.Queue);
    private readonly QueueClient _poison = queues.GetQueueClient($"{function.Queue}-poison");
    private readonly HashSet<Task> _running = [];

    /// <summary>Processes the queue until the host shuts down, which cancels the invocations and waits for them.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = ShortestPause;
        try
        {
            while (true)
            {
                _running.RemoveWhere(task => task.IsCompleted);
                if (_running.Count > settings.NewBatchThreshold)
                {
                    await Task.WhenAny(_running).WaitAsync(stopping);
                }
                else if (await TryReceiveAsync(stopping) is { Count: > 0 } messages)
                {
                    pause = ShortestPause;
                    foreach (var message in messages)
                        _running.Add(HandleAsync(message, stopping));
                }
                else
                {
                    await Task.Delay(pause, stopping);
                    pause = 2 * pause < settings.MaxPollingInterval ? 2 * pause : settings.MaxPollingInterval;
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Normal end of a listener.
        }

        await Task.WhenAll(_running);
    }

    /// <summary>Fetches messages; none if the queue does not exist yet or the service does not respond.</summary>
    public async Task<IReadOnlyList<QueueMessage>> TryReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _queue.ReceiveMessagesAsync(settings.BatchSize, Invisible, cancellationToken)).Value;
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is RequestFailedException or AggregateException)
        {
            LogNoAnswer(function.Name, e.GetType().Name);
            return [];
        }
    }

    /// <summary>Calls the function with a message, and deletes it if that succeeds.</summary>
    /// <returns>The function's exception; null if it succeeded.</returns>
    public async Task<Exception?> HandleAsync(QueueMessage message, CancellationToken stopping)
    {
        try
        {
            var failure = await InvokeAsync(message, stopping);
            if (failure is null)
                await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, CancellationToken.None);
            else if (message.DequeueCount < settings.MaxDequeueCount)
                await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: CancellationToken.None);
            else
                await MoveToPoisonAsync(message);
            return failure;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // The message becomes visible again later.
            LogNoAnswer(function.Name, e.GetType().Name);
            return null;
        }
    }

    private async Task<Exception?> InvokeAsync(QueueMessage message, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invocation = new Invocation(function.Name, scope.ServiceProvider, stopping);
        try
        {
            await function.InvokeAsync(message.Body.ToString(), invocation);
            return null;
        }
#pragma warning disable CA1031 // As in the Functions host, an exception is logged, and the message is delivered again.
        catch (Exception escaped)
#pragma warning restore CA1031
        {
            if (!stopping.IsCancellationRequested)
                LogFailed(escaped, function.Name, invocation.InvocationId);
            return escaped;
        }
        finally
        {
            foreach (var observer in observers)
                observer.InvocationEnded();
        }
    }

    private async Task MoveToPoisonAsync(QueueMessage message)
    {
        await _poison.CreateIfNotExistsAsync();
        await _poison.SendMessageAsync(message.Body);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    [LoggerMessage(3, LogLevel.Error, "Queue function {Function} failed, invocation {InvocationId}")]
    private partial void LogFailed(Exception exception, string function, string invocationId);

    [LoggerMessage(4, LogLevel.Warning, "The queue of function {Function} does not respond ({Cause})")]
    private partial void LogNoAnswer(string function, string cause);
}
