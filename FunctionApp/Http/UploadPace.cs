namespace BotGateway.Http;

/// <summary>Enforces a minimum speed of bodies, because slow ones hold connections and memory. No effect if the host receives the body first.</summary>
internal sealed class UploadPace(TimeProvider clock) : IDisposable
{
    private const int LeastBytesPerSecond = 10 * 1024;

    // For pauses, and at the beginning.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly long _startedAt = clock.GetTimestamp();
    // Not disposed of: it has no timer or handle of its own, and a late callback of the timer may still cancel it.
    private CancellationTokenSource? _end;
    private CancellationTokenRegistration _caller;
    private ITimer? _timer;
    private long _received;

    /// <exception cref="GatewayException">RequestTimeout: too slow.</exception>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // In memory, as the host passes a body on, all of it is there.
        if (body is MemoryStream)
            return body.ReadAsync(buffer, cancellationToken);
        _end ??= new CancellationTokenSource();
        // The caller's token changes once, when the request turns out to be a large one.
        if (_caller.Token != cancellationToken)
        {
            _caller.Dispose();
            _caller = cancellationToken.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), _end);
        }

        var reading = body.ReadAsync(buffer, _end.Token);
        // Data that is already buffered was not slow, however late it is read.
        return reading.IsCompletedSuccessfully ? new ValueTask<int>(Count(reading.Result)) : WaitAsync(reading, _end, cancellationToken);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _caller.Dispose();
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> reading, CancellationTokenSource end, CancellationToken cancellationToken)
    {
        _timer ??= clock.CreateTimer(static end => ((CancellationTokenSource)end!).Cancel(), end, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Left, Timeout.InfiniteTimeSpan);
        try
        {
            return Count(await reading);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GatewayException(
                ErrorKind.RequestTimeout, $"The request body arrives too slowly: at least {LeastBytesPerSecond} bytes a second, and no pause of {Longest.TotalSeconds} seconds.");
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private int Count(int read)
    {
        _received += read;
        return read;
    }

    private TimeSpan Left
    {
        get
        {
            var inTheLongRun = Longest + TimeSpan.FromSeconds((double)_received / LeastBytesPerSecond) - clock.GetElapsedTime(_startedAt);
            return TimeSpan.FromTicks(Math.Clamp(inTheLongRun.Ticks, 0, Longest.Ticks));
        }
    }
}
