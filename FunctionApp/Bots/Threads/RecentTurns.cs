using BotGateway.Tables;
using Microsoft.Extensions.Caching.Memory;

namespace BotGateway.Bots.Threads;

/// <summary>Keeps the turns of the threads that had messages last, within a limit for all of them: some hundred long histories.</summary>
internal sealed class RecentTurns : IDisposable
{
    private const double ForgottenAtOnce = 0.1; // Of a full shard, those that had no message for longest.
    private const int BytesPerThread = 1_000; // Its entry, its header, and their keys.
    private const int BytesPerBot = 120; // Listed in the header.
    private const int BytesPerTurn = 250; // Beside its texts.

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A sixteenth of an instance's memory, if it has 2 GB or less.
    private static readonly long MostBytes = Math.Min(128 * 1024 * 1024, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);
    private static readonly long MostBytesOfShard = MostBytes / DueIndex.ShardNames.Count();

    // A client with many threads takes the place of few others, and never all of it.
    private readonly Dictionary<string, MemoryCache> _shards = DueIndex.ShardNames.ToDictionary(
        shard => shard, _ => new MemoryCache(new MemoryCacheOptions { SizeLimit = MostBytesOfShard, TrackStatistics = true }));

    public KnownTurns? Find(string clientId, string partition) => ShardOf(clientId).Get<KnownTurns>(partition);

    public void Keep(string clientId, string partition, KnownTurns turns)
    {
        var (shard, size) = (ShardOf(clientId), SizeOf(turns));
        // A full cache would take no new entry, and forget the one that it replaces.
        if (size <= MostBytesOfShard && shard.GetCurrentStatistics()!.CurrentEstimatedSize + size > MostBytesOfShard)
            shard.Compact(Math.Max(ForgottenAtOnce, (double)size / MostBytesOfShard));
        shard.Set(partition, turns, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = Lifetime });
    }

    public void Dispose()
    {
        foreach (var shard in _shards.Values)
            shard.Dispose();
    }

    private MemoryCache ShardOf(string clientId) => _shards[DueIndex.ShardOf(clientId)];

    private static long SizeOf(KnownTurns known) =>
        BytesPerThread
        + (BytesPerBot * (known.Header?.ListedBots.Count ?? 0))
        + known.Turns.Sum(turn => BytesPerTurn + ((long)sizeof(char) * (turn.User.Length + turn.Assistant.Length)));
}
