namespace BotGateway.Http;

/// <summary>How slowly a body may come: what holds a connection and memory must get on. Where the host has the whole body before the app is called, it never has to wait.</summary>
internal sealed class UploadPace(TimeProvider clock) : IDisposable
{
    private const int LeastBytesPerSecond = 10 * 1024;

    // For a pause, and for the beginning, where little has come yet.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new(Timeout.InfiniteTimeSpan, clock);
    private readonly long _startedAt = clock.GetTimestamp();
    private CancellationTokenSource? _either;
    private CancellationToken _other;
    private long _received;

    /// <exception cref="GatewayException">RequestTimeout: it took longer.</exception>
    public async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var reading = body.ReadAsync(buffer, Either(cancellationToken));
        // What is there already did not come slowly, however long the gateway took to ask for it.
        if (!reading.IsCompleted)
            _end.CancelAfter(Left);
        try
        {
            var read = await reading;
            _received += read;
            return read;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GatewayException(
                ErrorKind.RequestTimeout, $"The request body arrives too slowly: at least {LeastBytesPerSecond} bytes a second, and no pause of {Longest.TotalSeconds} seconds.");
        }
        finally
        {
            _end.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _either?.Dispose();
        _end.Dispose();
    }

    private TimeSpan Left
    {
        get
        {
            var inTheLongRun = Longest + TimeSpan.FromSeconds((double)_received / LeastBytesPerSecond) - clock.GetElapsedTime(_startedAt);
            return TimeSpan.FromTicks(Math.Clamp(inTheLongRun.Ticks, 0, Longest.Ticks));
        }
    }

    // The caller's token changes once, when its request has become a large one.
    private CancellationToken Either(CancellationToken cancellationToken)
    {
        if (_either is null || _other != cancellationToken)
        {
            _either?.Dispose();
            _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
            _other = cancellationToken;
        }

        return _either.Token;
    }
}
