namespace BotGateway.LocalHost.Hosting;

/// <summary>Runs a timer function, never concurrently, and cancels it when the host shuts down.</summary>
internal sealed partial class FunctionTimer(
    TimerFunction function,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    IEnumerable<IInvocationObserver> observers,
    ILogger logger)
    : IDisposable
{
    // Timers wait for weeks at most, but the next tick may be a year away.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1);

    public string Name => function.Name;

    /// <summary>Runs the function on its schedule. A tick during a run is skipped.</summary>
    public async Task RunOnScheduleAsync()
    {
        try
        {
            while (function.NextAfter(clock.GetUtcNow()) is { } next)
            {
                for (var left = next - clock.GetUtcNow(); left > TimeSpan.Zero; left = next - clock.GetUtcNow())
                    await Task.Delay(left < LongestWait ? left : LongestWait, clock, lifetime.ApplicationStopping);
                await TryRunAsync();
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Normal end of a timer.
        }
    }

    /// <summary>Runs the function as soon as no other run is in progress.</summary>
    /// <returns>False if it threw an exception, which is logged.</returns>
    /// <exception cref="OperationCanceledException">The host is shutting down.</exception>
    public async Task<bool> TryRunAsync()
    {
        await _turn.WaitAsync(lifetime.ApplicationStopping);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await TryRunAsync(new Invocation(Name, scope.ServiceProvider, lifetime.ApplicationStopping));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<bool> TryRunAsync(Invocation invocation)
    {
        try
        {
            await function.InvokeAsync(invocation);
            return true;
        }
        catch (OperationCanceledException) when (invocation.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // As in the Functions host, an exception is logged, and the timer continues.
        catch (Exception escaped)
#pragma warning restore CA1031
        {
            LogFailed(escaped, Name, invocation.InvocationId);
            return false;
        }
        finally
        {
            foreach (var observer in observers)
                observer.InvocationEnded();
        }
    }

    [LoggerMessage(2, LogLevel.Error, "Timer function {Function} failed, invocation {InvocationId}")]
    private partial void LogFailed(Exception exception, string function, string invocationId);
}
