using System.Collections.Concurrent;

namespace BotGateway.Authentication.Replay;

/// <summary>Remembers used tokens in memory: for one instance, which may forget them when it starts again.</summary>
internal sealed class MemoryUsedTokens(TimeProvider clock) : IUsedTokens
{
    // Going through all of them once in that time costs each claim next to nothing, and keeps at the most this much longer than needed.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _keptUntil = new(StringComparer.Ordinal);
    private long _nextCleaning = clock.GetUtcNow().UtcTicks;

    public Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken)
    {
        // Not left to the timer, which ticks on one instance only.
        var now = clock.GetUtcNow();
        var due = Interlocked.Read(ref _nextCleaning);
        if (now.UtcTicks >= due && Interlocked.CompareExchange(ref _nextCleaning, (now + Pause).UtcTicks, due) == due)
            Forget(now);
        return Task.FromResult(_keptUntil.TryAdd(use.HashText, use.AcceptedUntil + TokenUse.Margin));
    }

    public Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(Forget(now));

    private int Forget(DateTimeOffset now)
    {
        var forgotten = 0;
        foreach (var kept in _keptUntil)
        {
            if (kept.Value < now && _keptUntil.TryRemove(kept))
                forgotten++;
        }

        return forgotten;
    }
}
