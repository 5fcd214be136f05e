using BotGateway.Scheduling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Hosting;

/// <summary>
/// Lets running invocations finish before the worker stops. By default the worker stops at once, and an answer that has already been paid for is lost.
/// The Functions host limits the time: it ends the process after its own grace period.
/// </summary>
internal sealed class RunningInvocations : IFunctionsWorkerMiddleware, IHostedService
{
    /// <summary>Azure's front end ends an HTTP call after 230 s; a queue message takes longer, plus a moment to record the result.</summary>
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

    // Services stop in reverse order, so this one stops before the worker's own.
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
