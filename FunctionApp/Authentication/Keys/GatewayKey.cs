using System.Collections.Concurrent;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication.Keys;

/// <summary>The gateway's private key, which never leaves the vault.</summary>
internal sealed class GatewayKey(IVault vault, IOptions<AuthOptions> options, TimeProvider clock)
{
    // While the key is rotated, clients change to the new public key one after another.
    private const int MaxVersions = 2;

    private readonly CachedRead<IReadOnlyList<KeyVersion>> _versions =
        new(() => vault.ReadGatewayVersionsAsync(CancellationToken.None), options.Value, clock);

    private readonly ConcurrentDictionary<string, string> _lastWorked = new(StringComparer.Ordinal);

    /// <summary>Decrypts (RSA-OAEP-256) with one call to the vault, unless the client has just changed to another version.</summary>
    /// <returns>The plaintext; null if it was encrypted for none of the newest usable versions.</returns>
    public async Task<byte[]?> DecryptAsync(Client client, byte[] ciphertext, CancellationToken cancellationToken)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var isForAnotherKey = false;
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

                    isForAnotherKey = true;
                }
                catch (UnusableVersionException e)
                {
                    unusable = e;
                }
            }

            // Terminates: only an unseen list is returned, and none within 30 s of another that did not help.
            versions = await _versions.ReadAgainAsync(versions, cancellationToken);
            isReadAgain = true;
        }

        // If the gateway cannot use its key, the client must not believe that its own credentials are wrong.
        return isForAnotherKey ? null : throw VaultProblem.Unavailable(unusable);
    }

    private IEnumerable<string> InOrder(IReadOnlyList<KeyVersion> versions, Client client)
    {
        var now = clock.GetUtcNow();
        var lastWorked = _lastWorked.GetValueOrDefault(client.Id);
        return versions.Where(version => version.IsUsableAt(now)).Take(MaxVersions).Select(version => version.Version)
            .OrderByDescending(version => version == lastWorked);
    }
}
