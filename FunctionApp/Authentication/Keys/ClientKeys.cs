using System.Collections.Concurrent;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication.Keys;

/// <summary>The clients' public keys, cached. A key in the client's settings counts as its oldest version.</summary>
internal sealed class ClientKeys(IVault vault, IOptions<AuthOptions> options, TimeProvider clock)
{
    // The old one and the new one while a client changes its key.
    private const int MaxVersions = 2;

    // Of configured clients only: an unknown id is replaced by a decoy client.
    private readonly ConcurrentDictionary<string, CachedRead<IReadOnlyList<ClientKey>>> _reads = new(StringComparer.Ordinal);

    /// <returns>The newest usable versions, newest first.</returns>
    public async Task<IReadOnlyList<ClientKey>> FindAsync(Client client, CancellationToken cancellationToken) =>
        Select(client, await ReadOf(client).GetAsync(cancellationToken));

    /// <summary>Looks for newer keys because none of those tried verified the signature.</summary>
    /// <returns>As <see cref="FindAsync"/>; null if the last unconfirmed read was less than 30 s ago.</returns>
    public async Task<IReadOnlyList<ClientKey>?> ReadAgainAsync(Client client, IReadOnlyList<ClientKey> tried, CancellationToken cancellationToken)
    {
        var read = ReadOf(client);
        var seen = await read.GetAsync(cancellationToken);

        // Another request may have read them between the two calls.
        var keys = Select(client, seen);
        if (keys.Except(tried).Any())
            return keys;
        return await read.ReadAgainAsync(seen, cancellationToken) is { } again ? Select(client, again) : null;
    }

    /// <summary>The client signed with one of the keys, so that reading them again for its next key need not wait.</summary>
    public void Confirm(Client client, bool again) => ReadOf(client).Confirm(again);

    private CachedRead<IReadOnlyList<ClientKey>> ReadOf(Client client) => _reads.GetOrAdd(client.Id, static (id, keys) => keys.NewRead(id), this);

    private CachedRead<IReadOnlyList<ClientKey>> NewRead(string id) =>
        new(() => vault.ReadClientKeysAsync(id, TimeSpan.FromMinutes(options.Value.KeyOutageMinutes), CancellationToken.None), options.Value, clock);

    private List<ClientKey> Select(Client client, IReadOnlyList<ClientKey> keys)
    {
        var now = clock.GetUtcNow();
        var usable = new List<ClientKey>(MaxVersions);
        foreach (var key in keys)
        {
            if (usable.Count < MaxVersions && key.IsUsableAt(now))
                usable.Add(key);
        }

        if (usable.Count < MaxVersions && ConfiguredFor(client, keys, now) is { } configured)
            usable.Add(configured);
        return usable;
    }

    // The oldest version. If all versions in the vault are disabled or expired, the client is disabled, regardless of its settings.
    private static ClientKey? ConfiguredFor(Client client, IReadOnlyList<ClientKey> keys, DateTimeOffset now) =>
        client.PublicKey is { } key && (keys.Count == 0 || keys.Any(version => version.Version.IsUsableWithin(now, DateTimeOffset.MaxValue)))
            ? new ClientKey(new KeyVersion("setting", Enabled: true, NotBefore: null, ExpiresOn: null), key)
            : null;
}
