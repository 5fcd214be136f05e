using System.Collections.Concurrent;
using BotGateway.Http;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication.Keys;

/// <summary>
/// The clients' public keys, so that a request costs no read in the vault. Two versions of each: a client changes over from one to the next. A key in the
/// client's settings counts as its oldest version.
/// </summary>
internal sealed class ClientKeys(IVault vault, IOptions<AuthOptions> options, TimeProvider clock)
{
    private const int MostTried = 2;

    // One for each configured client that has been named in a request: a request never gets here with another name.
    private readonly ConcurrentDictionary<string, CachedRead<IReadOnlyList<ClientKey>>> _reads = new(StringComparer.Ordinal);

    /// <summary>Finds the keys that a client may have signed with.</summary>
    /// <exception cref="ProblemException">503: the vault is unavailable, so nobody knows.</exception>
    public async Task<IReadOnlyList<ClientKey>> FindAsync(Client client, CancellationToken cancellationToken) =>
        Select(client, await ReadOf(client).GetAsync(cancellationToken));

    /// <summary>Finds keys that are newer than those that did not fit; they are also looked for where there were none.</summary>
    /// <returns>As <see cref="FindAsync"/>; null where the last read that helped nobody was less than 30 s ago.</returns>
    /// <exception cref="ProblemException">503: the vault is unavailable, so nobody knows whether there are any.</exception>
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

    /// <summary>Tells that a client has signed with one of the keys, so that reading them again for its next key need not wait.</summary>
    public void Confirm(Client client, bool again) => ReadOf(client).Confirm(again);

    private CachedRead<IReadOnlyList<ClientKey>> ReadOf(Client client) => _reads.GetOrAdd(client.Id, id =>
        new(() => vault.ReadClientKeysAsync(id, TimeSpan.FromMinutes(options.Value.KeyOutageMinutes), CancellationToken.None), options.Value, clock));

    private List<ClientKey> Select(Client client, IReadOnlyList<ClientKey> keys)
    {
        var now = clock.GetUtcNow();
        return [.. keys.Concat(ConfiguredFor(client, keys, now)).Where(key => key.IsUsableAt(now)).Take(MostTried)];
    }

    // As the oldest version. A client whose versions in the vault are all disabled or expired is shut out, whatever the settings say.
    private static IEnumerable<ClientKey> ConfiguredFor(Client client, IReadOnlyList<ClientKey> keys, DateTimeOffset now) =>
        client.PublicKey is { } key && (keys.Count == 0 || keys.Any(version => version.Version.IsUsableWithin(now, DateTimeOffset.MaxValue)))
            ? [new ClientKey(new KeyVersion("setting", Enabled: true, NotBefore: null, ExpiresOn: null), key)]
            : [];
}
