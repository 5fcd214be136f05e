using BotGateway.Tables;
using Microsoft.Extensions.Caching.Memory;

namespace BotGateway.Bots.Threads;

/// <summary>Keeps the turns of the threads that had messages last, within a limit for all of them: one or two thousand long histories.</summary>
internal sealed class RecentTurns : IDisposable
{
    private const long MostBytes = 128 * 1024 * 1024;
    private const int SharesOfMemory = 16;
    private const double ForgottenAtOnce = 0.1; // Of a full shard's threads, those that had no message for longest.
    private const int BytesPerThread = 1_000; // Its entry, its header, and their keys.
    private const int BytesPerBot = 120; // Listed in the header.
    private const int BytesPerTurn = 60; // Beside its messages.

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly long _mostBytesOfShard;
    private readonly Dictionary<string, MemoryCache> _shards;

    /// <param name="mostBytes">Null: a share of the instance's memory.</param>
    public RecentTurns(long? mostBytes = null)
    {
        var shards = DueIndex.ShardNames.ToArray();
        _mostBytesOfShard = (mostBytes ?? Math.Min(MostBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / SharesOfMemory)) / shards.Length;
        // A client with many threads takes the place of few others, and never all of it.
        _shards = shards.ToDictionary(
            shard => shard, _ => new MemoryCache(new MemoryCacheOptions { SizeLimit = _mostBytesOfShard, TrackStatistics = true }));
    }

    public KnownTurns? Find(string clientId, string partition) => ShardOf(clientId).Get<KnownTurns>(partition);

    public void Keep(string clientId, string partition, KnownTurns turns)
    {
        var (shard, size) = (ShardOf(clientId), SizeOf(turns));
        // A full cache would refuse the entry. And if one that is being replaced is removed meanwhile, it counts its size as free twice (dotnet/runtime, issue 129186).
        lock (shard)
        {
            shard.Remove(partition);
            if (size > _mostBytesOfShard)
                return;
            while (shard.Count > 0 && shard.GetCurrentStatistics()!.CurrentEstimatedSize + size > _mostBytesOfShard)
                shard.Compact(Math.Max(ForgottenAtOnce, Math.Min(1, 1.5 / shard.Count)));
            shard.Set(partition, turns, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = Lifetime });
        }
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
        + known.Turns.Sum(turn => (long)BytesPerTurn + turn.Messages.Utf8.Length);
}
