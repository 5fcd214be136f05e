namespace BotGateway.LocalHost.Hosting;

/// <summary>Runs one timer function, never twice at once, whoever asks. A host that shuts down cancels it.</summary>
/// <param name="function">The function.</param>
/// <param name="scopes">Give each invocation services of its own.</param>
/// <param name="lifetime">Tells when the host shuts down.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Gets what escapes the function.</param>
internal sealed partial class FunctionTimer(
    TimerFunction function, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger logger)
    : IDisposable
{
    // Timers take no more than some weeks; a schedule may name a day next year.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The function's name.</summary>
    public string Name => function.Name;

    /// <summary>Runs the function on its schedule. A tick that comes while it still runs is left out.</summary>
    /// <returns>A task that ends after the host has begun to shut down and the function has ended.</returns>
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
            // This is how timers end.
        }
    }

    /// <summary>Runs the function as soon as no other run is under way.</summary>
    /// <returns>True once it has ended; false where something escaped it, which is in the log.</returns>
    /// <exception cref="OperationCanceledException">The host shuts down.</exception>
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
#pragma warning disable CA1031 // As a Functions host: whatever escapes a function is logged, and the timer goes on.
        catch (Exception escaped)
#pragma warning restore CA1031
        {
            LogFailed(escaped, Name, invocation.InvocationId);
            return false;
        }
    }

    [LoggerMessage(2, LogLevel.Error, "Timer function {Function} failed, invocation {InvocationId}")]
    private partial void LogFailed(Exception exception, string function, string invocationId);
}
