using BotGateway.Http;
using BotGateway.KeyVault;

namespace BotGateway.Authentication;

/// <summary>
/// What was last read from the vault. However many ask for it, and for whatever reason, the vault is read at most once in 30 s for nothing; while it
/// does not answer, what it said before goes on being used for a time, and nobody waits for it.
/// </summary>
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
    // Of the last read that was not confirmed, and of the one before it.
    private (long? Last, long? Before) _unconfirmed;
    private Exception? _failure;

    /// <summary>Gives what was read, after reading it again where it is older than <see cref="AuthOptions.KeyMinutes"/>.</summary>
    /// <exception cref="ProblemException">503: there is nothing as young as that, and the vault did not answer.</exception>
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
            return YoungerThan(_outage) ?? throw OutOfReach();
    }

    /// <summary>Reads again for someone to whom what was read is of no use.</summary>
    /// <returns>
    /// What has been read since then, by this call or another's; null where the last read that was of no use was less than 30 s ago.
    /// </returns>
    /// <exception cref="ProblemException">503: the vault did not answer, so nobody knows whether there is something else.</exception>
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
            return ReadSince(seen) ?? (_failure is null ? null : throw OutOfReach());
    }

    /// <summary>
    /// Tells that what was read was of use to somebody who has proved who they are, so that the read does not count as one that a stranger caused.
    /// </summary>
    /// <param name="again">Whether they had to have it read again. What was read for another's sake does not count less for their use of it.</param>
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

    // A failure long past says nothing about the vault of now: or a key that was disabled meanwhile would be used once more.
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

    private ProblemException OutOfReach()
    {
        var rest = LeastPause - clock.GetElapsedTime(_startedAt!.Value);
        var cause = _failure is ProblemException ? _failure.InnerException : _failure;
        return VaultProblem.OutOfReach(cause, rest > TimeSpan.Zero ? rest : TimeSpan.FromSeconds(1));
    }
}
