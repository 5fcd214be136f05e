using BotGateway.Http;
using BotGateway.KeyVault;

namespace BotGateway.Authentication;

/// <summary>
/// A cached value from the vault. Regardless of the number of callers, at most one unconfirmed read starts in 30 s. While the vault is unavailable, the
/// old value is used for a limited time, and no caller waits.
/// </summary>
/// <param name="read">Shared by all callers that wait, so none of them can cancel it.</param>
internal sealed class CachedRead<T>(Func<Task<T>> read, AuthOptions options, TimeProvider clock)
    where T : class
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _freshness = TimeSpan.FromMinutes(options.KeyMinutes);
    private readonly TimeSpan _outage = TimeSpan.FromMinutes(options.KeyOutageMinutes);
    private readonly Lock _lock = new();
    private (T Value, long ReadAt)? _last;
    private Task _reading = Task.CompletedTask;
    private long? _startedAt;
    private bool _wasAgain;
    // The start of the last read that was not confirmed, and of the one before it.
    private (long? Last, long? Before) _unconfirmed;
    private Exception? _failure;

    /// <returns>A value read at most <see cref="AuthOptions.KeyMinutes"/> ago, or <see cref="AuthOptions.KeyOutageMinutes"/> during an outage.</returns>
    /// <exception cref="GatewayException">Unavailable: there is none, and the vault is unavailable.</exception>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        Task reading;
        lock (_lock)
        {
            if (YoungerThan(_freshness) is { } fresh)
                return fresh;

            var isDown = IsDown();
            reading = ReadUnlessJustRead(_startedAt, isAgain: false);
            if (isDown && YoungerThan(_outage) is { } old)
                return old;
        }

        await reading.WaitAsync(cancellationToken);
        lock (_lock)
            return YoungerThan(_outage) ?? throw Unavailable();
    }

    /// <summary>Reads again for a caller whom the value did not help.</summary>
    /// <returns>A value read since, by this call or another; null if the last unconfirmed read was less than 30 s ago.</returns>
    public async Task<T?> ReadAgainAsync(T seen, CancellationToken cancellationToken)
    {
        Task reading;
        lock (_lock)
        {
            if (ReadSince(seen) is { } newer)
                return newer;
            reading = ReadUnlessJustRead(_failure is null ? _unconfirmed.Last : _startedAt, isAgain: true);
        }

        await reading.WaitAsync(cancellationToken);
        lock (_lock)
            return ReadSince(seen) ?? (_failure is null ? null : throw Unavailable());
    }

    /// <summary>The value helped an authenticated client, so the read is not counted as one that an unauthenticated caller caused.</summary>
    /// <param name="again">Whether the client needed <see cref="ReadAgainAsync"/>. Reads caused by others still count.</param>
    public void Confirm(bool again)
    {
        lock (_lock)
        {
            if (_reading.IsCompleted && _failure is null && _wasAgain == again && _unconfirmed.Last == _startedAt)
                _unconfirmed = (_unconfirmed.Before, _unconfirmed.Before);
        }
    }

    private T? YoungerThan(TimeSpan age) => _last is { } last && clock.GetElapsedTime(last.ReadAt) < age ? last.Value : null;

    private T? ReadSince(T seen) => _last is { } last && !ReferenceEquals(last.Value, seen) ? last.Value : null;

    // An old failure says nothing about the vault now: without the limit, a key disabled since would be used once more.
    private bool IsDown() => _failure is not null && _startedAt is { } startedAt && clock.GetElapsedTime(startedAt) < _freshness;

    private Task ReadUnlessJustRead(long? lastRead, bool isAgain)
    {
        if (_reading.IsCompleted && (lastRead is not { } startedAt || clock.GetElapsedTime(startedAt) >= LeastPause))
        {
            var now = clock.GetTimestamp();
            (_startedAt, _wasAgain, _unconfirmed) = (now, isAgain, (now, _unconfirmed.Last));
            _reading = ReadAsync(now);
        }

        return _reading;
    }

    private async Task ReadAsync(long startedAt)
    {
        try
        {
            var value = await read();
            lock (_lock)
                (_last, _failure) = ((value, startedAt), null);
        }
        catch (Exception e)
        {
            lock (_lock)
                _failure = e;
        }
    }

    private GatewayException Unavailable()
    {
        var rest = LeastPause - clock.GetElapsedTime(_startedAt!.Value);
        return VaultProblem.Unavailable(_failure, rest > TimeSpan.Zero ? rest : TimeSpan.FromSeconds(1));
    }
}
