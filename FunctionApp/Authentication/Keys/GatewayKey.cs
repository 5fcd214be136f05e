using System.Collections.Concurrent;
using BotGateway.Http;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication.Keys;

/// <summary>The gateway's own key, two versions of it: while it is rotated, clients change over to the new public part one after the other.</summary>
internal sealed class GatewayKey(IVault vault, IOptions<AuthOptions> options, TimeProvider clock)
{
    private const int MostTried = 2;

    private readonly CachedRead<IReadOnlyList<KeyVersion>> _versions =
        new(() => vault.ReadGatewayVersionsAsync(CancellationToken.None), options.Value, clock);

    // By client, and only for one that sent something decryptable: at most one entry for each that is configured.
    private readonly ConcurrentDictionary<string, string> _lastWorked = new(StringComparer.Ordinal);

    /// <summary>Decrypts (RSA-OAEP-256) by one call of the vault, unless the client has just changed over to another version.</summary>
    /// <returns>The plaintext, or null where it was made for none of the two newest versions that may be used.</returns>
    /// <exception cref="ProblemException">503: the vault is unavailable, or lets no version be used.</exception>
    public async Task<byte[]?> DecryptAsync(Client client, byte[] ciphertext, CancellationToken cancellationToken)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var wasMadeForAnother = false;
        UnusableVersionException? unusable = null;
        var versions = await _versions.GetAsync(cancellationToken);
        var isReadAgain = false;
        while (versions is not null)
        {
            foreach (var version in InOrder(versions, client).Where(tried.Add))
            {
                try
                {
                    if (await vault.DecryptAsync(version, ciphertext, cancellationToken) is { } plaintext)
                    {
                        _lastWorked[client.Id] = version;
                        _versions.Confirm(isReadAgain);
                        return plaintext;
                    }

                    wasMadeForAnother = true;
                }
                catch (UnusableVersionException e)
                {
                    unusable = e;
                }
            }

            // Only a list that was not seen yet comes back, and none is read within 30 s of another that helped nobody: this ends.
            versions = await _versions.ReadAgainAsync(versions, cancellationToken);
            isReadAgain = true;
        }

        // Whoever calls must never take a key that the gateway cannot use for wrong credentials of its own.
        return wasMadeForAnother ? null : throw VaultProblem.OutOfReach(unusable?.InnerException);
    }

    private IEnumerable<string> InOrder(IReadOnlyList<KeyVersion> versions, Client client)
    {
        var now = clock.GetUtcNow();
        var lastWorked = _lastWorked.GetValueOrDefault(client.Id);
        return versions.Where(version => version.IsUsableAt(now)).Take(MostTried).Select(version => version.Version)
            .OrderByDescending(version => version == lastWorked);
    }
}
