using BotGateway.Scheduling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Hosting;

/// <summary>
/// Lets running invocations finish before the worker stops. By itself the worker stops at once, and a message that the model
/// has been paid for is lost. How long this may take is the Functions host's to say: it ends the process when its own grace time is over.
/// </summary>
internal sealed class RunningInvocations : IFunctionsWorkerMiddleware, IHostedService
{
    /// <summary>Azure's front end breaks an HTTP call off after 230 s; a message of the queue takes longer, and a moment more to record what was done.</summary>
    public static readonly TimeSpan Longest = WorkRunner.WholeTime + TimeSpan.FromSeconds(10);

    // The worker sends a response after the last middleware and does not signal when it is done.
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private TaskCompletionSource? _allEnded;
    private int _running;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        lock (_lock)
            _running++;
        try
        {
            await next(context);
        }
        finally
        {
            lock (_lock)
            {
                if (--_running == 0)
                    _allEnded?.TrySetResult();
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Services stop in the reverse of their order, so this one goes before the worker's own.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running == 0)
                return;
            _allEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await _allEnded.Task.WaitAsync(cancellationToken);
        await Task.Delay(Sending, cancellationToken);
    }
}
