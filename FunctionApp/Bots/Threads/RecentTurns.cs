using Microsoft.Extensions.Caching.Memory;

namespace BotGateway.Bots.Threads;

/// <summary>Keeps the turns of the threads that had messages last, within a limit for all of them: some hundred long histories.</summary>
internal sealed class RecentTurns : IDisposable
{
    private const long MostBytes = 32 * 1024 * 1024;
    private const int BytesPerTurn = 250; // Beside its texts.

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _threads = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public KnownTurns? Find(string partition) => _threads.Get<KnownTurns>(partition);

    public void Keep(string partition, KnownTurns turns) =>
        _threads.Set(partition, turns, new MemoryCacheEntryOptions { Size = SizeOf(turns.Turns), SlidingExpiration = Lifetime });

    public void Dispose() => _threads.Dispose();

    private static long SizeOf(IReadOnlyList<Turn> turns) =>
        turns.Sum(turn => BytesPerTurn + ((long)sizeof(char) * (turn.User.Length + turn.Assistant.Length)));
}
