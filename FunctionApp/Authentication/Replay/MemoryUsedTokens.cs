using System.Collections.Concurrent;

namespace BotGateway.Authentication.Replay;

internal sealed class MemoryUsedTokens(TimeProvider clock) : IUsedTokens
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _keptUntil = new(StringComparer.Ordinal);
    private long _nextCleaning = clock.GetUtcNow().UtcTicks;

    public Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken)
    {
        // Not left to the timer, which fires on one instance only.
        var now = clock.GetUtcNow();
        var due = Interlocked.Read(ref _nextCleaning);
        if (now.UtcTicks >= due && Interlocked.CompareExchange(ref _nextCleaning, (now + CleaningInterval).UtcTicks, due) == due)
            Clean(now);
        return Task.FromResult(_keptUntil.TryAdd(use.HashText, use.AcceptedUntil + TokenUse.Margin));
    }

    public Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(Clean(now));

    private int Clean(DateTimeOffset now)
    {
        var deleted = 0;
        foreach (var entry in _keptUntil)
        {
            if (entry.Value < now && _keptUntil.TryRemove(entry))
                deleted++;
        }

        return deleted;
    }
}
