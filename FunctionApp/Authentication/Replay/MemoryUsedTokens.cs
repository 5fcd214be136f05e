using System.Buffers.Binary;

namespace BotGateway.Authentication.Replay;

internal sealed class MemoryUsedTokens(TimeProvider clock) : IUsedTokens
{
    private const int Shards = 16;

    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(1);

    // By half of the hash, until when each is kept. Values without references: millions of them are no work for the garbage collector.
    private readonly Dictionary<UInt128, long>[] _keptUntil = [.. Enumerable.Range(0, Shards).Select(_ => new Dictionary<UInt128, long>())];
    private long _nextCleaning = clock.GetUtcNow().UtcTicks;

    public Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken)
    {
        // Not left to the timer, which fires on one instance only.
        var now = clock.GetUtcNow();
        var due = Interlocked.Read(ref _nextCleaning);
        if (now.UtcTicks >= due && Interlocked.CompareExchange(ref _nextCleaning, (now + CleaningInterval).UtcTicks, due) == due)
            Clean(now);
        var key = BinaryPrimitives.ReadUInt128BigEndian(use.Hash);
        var shard = _keptUntil[(int)(key % Shards)];
        lock (shard)
            return Task.FromResult(shard.TryAdd(key, (use.AcceptedUntil + TokenUse.Margin).UtcTicks));
    }

    public Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(Clean(now));

    private int Clean(DateTimeOffset now) => _keptUntil.Sum(shard =>
    {
        lock (shard)
        {
            var before = shard.Count;
            foreach (var (key, until) in shard)
            {
                if (until < now.UtcTicks)
                    shard.Remove(key);
            }

            // After a peak.
            if (shard.Count < shard.Capacity / 4)
                shard.TrimExcess();
            return before - shard.Count;
        }
    });
}
