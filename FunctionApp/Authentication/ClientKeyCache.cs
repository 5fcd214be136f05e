using System.Collections.Concurrent;
using BotGateway.Vault;

namespace BotGateway.Authentication;

/// <summary>The clients' public keys, so that a request costs no read in the vault.</summary>
/// <param name="vault">Where the keys are.</param>
/// <param name="clock">Tells how old a cached key is.</param>
public sealed class ClientKeyCache(IVault vault, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A key that is not there is soon asked for again, since whoever adds a client is waiting for it; but not for every request of a stranger.
    private static readonly TimeSpan AbsentLifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Gives a configured client's key.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellation">Stops waiting; the read goes on for whoever else waits.</param>
    /// <returns>The key, at most 5 minutes old, or null where the vault has none.</returns>
    public async Task<ClientKey?> FindAsync(Client client, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var entry = _entries.AddOrUpdate(
            client.Id, _ => Read(client, now), (_, existing) => existing.IsFreshAt(now) ? existing : Read(client, now));
        return await entry.Key.Value.WaitAsync(cancellation);
    }

    // Lazy: the dictionary may make an entry that loses to another's and is thrown away without having asked the vault.
    private Entry Read(Client client, DateTimeOffset now) =>
        new(now, new Lazy<Task<ClientKey?>>(() => vault.FindClientKeyAsync(client.Id, CancellationToken.None)));

    private sealed record Entry(DateTimeOffset ReadAt, Lazy<Task<ClientKey?>> Key)
    {
        public bool IsFreshAt(DateTimeOffset now) => !Key.IsValueCreated || Key.Value.Status switch
        {
            TaskStatus.RanToCompletion => now - ReadAt < (Key.Value.Result is null ? AbsentLifetime : Lifetime),
            TaskStatus.Faulted or TaskStatus.Canceled => false,
            _ => true,
        };
    }
}
