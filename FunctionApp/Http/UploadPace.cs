namespace BotGateway.Http;

/// <summary>Enforces a minimum speed of bodies, because slow ones hold connections and memory. No effect if the host receives the body first.</summary>
internal sealed class UploadPace(TimeProvider clock) : IDisposable
{
    private const int LeastBytesPerSecond = 10 * 1024;

    // For pauses, and at the beginning.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly long _startedAt = clock.GetTimestamp();
    private CancellationTokenSource? _end;
    private CancellationTokenSource? _either;
    private CancellationToken _other;
    private long _received;

    /// <exception cref="GatewayException">RequestTimeout: too slow.</exception>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken) =>
        // In memory, as the host passes a body on, all of it is there.
        body is MemoryStream ? body.ReadAsync(buffer, cancellationToken) : ReadInTimeAsync(body, buffer, cancellationToken);

    public void Dispose()
    {
        _either?.Dispose();
        _end?.Dispose();
    }

    private async ValueTask<int> ReadInTimeAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _end ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        var reading = body.ReadAsync(buffer, Either(_end, cancellationToken));
        // Data that is already buffered was not slow, however late it is read.
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

    private TimeSpan Left
    {
        get
        {
            var inTheLongRun = Longest + TimeSpan.FromSeconds((double)_received / LeastBytesPerSecond) - clock.GetElapsedTime(_startedAt);
            return TimeSpan.FromTicks(Math.Clamp(inTheLongRun.Ticks, 0, Longest.Ticks));
        }
    }

    // The caller's token changes once, when the request turns out to be a large one.
    private CancellationToken Either(CancellationTokenSource end, CancellationToken cancellationToken)
    {
        if (_either is null || _other != cancellationToken)
        {
            _either?.Dispose();
            _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
            _other = cancellationToken;
        }

        return _either.Token;
    }
}
