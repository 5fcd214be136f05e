using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using BotGateway.Requests;

namespace BotGateway.Vault;

/// <summary>The vault as Azure Key Vault keeps it.</summary>
/// <param name="keys">The SDK's client.</param>
public sealed class AzureKeyVault(KeyClient keys) : IVault
{
    private const string GatewayKey = "gateway";

    // Made by the key client, so it does everything in the vault and never fetches the key. Without a version the newest one decrypts.
    private readonly Lazy<CryptographyClient> _gateway = new(() => keys.GetCryptographyClient(GatewayKey));

    /// <inheritdoc/>
    public async Task<ClientKey?> FindClientKeyAsync(string clientId, CancellationToken cancellation)
    {
        try
        {
            KeyVaultKey key = await keys.GetKeyAsync($"client-{clientId}", cancellationToken: cancellation);
            return new ClientKey(PublicPart(key), key.Properties.Enabled ?? true, key.Properties.NotBefore, key.Properties.ExpiresOn);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (Exception e) when (IsOutage(e, cancellation))
        {
            throw OutOfReach(e);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> DecryptAsync(byte[] ciphertext, CancellationToken cancellation)
    {
        try
        {
            return (await _gateway.Value.DecryptAsync(EncryptionAlgorithm.RsaOaep256, ciphertext, cancellation)).Plaintext;
        }
        catch (RequestFailedException e) when (e.Status == 400)
        {
            return null;
        }
        catch (Exception e) when (IsOutage(e, cancellation))
        {
            throw OutOfReach(e);
        }
    }

    /// <inheritdoc/>
    public async Task ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await keys.GetKeyAsync(GatewayKey, cancellationToken: cancellation);
        }
        catch (Exception e) when (IsOutage(e, cancellation))
        {
            throw OutOfReach(e);
        }
    }

    private static RSAParameters? PublicPart(KeyVaultKey key)
    {
        if (key.KeyType != KeyType.Rsa && key.KeyType != KeyType.RsaHsm)
            return null;

        using var rsa = key.Key.ToRSA();
        return rsa.KeySize is >= 2048 and <= 4096 ? rsa.ExportParameters(includePrivateParameters: false) : null;
    }

    // A 403 or a missing gateway key is the gateway's own misconfiguration: whoever calls must never take it for wrong credentials.
    // The SDK wraps what its retries gave up on in an AggregateException; JSON fails to parse where a proxy answers in the vault's place.
    private static bool IsOutage(Exception e, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && e is RequestFailedException or AuthenticationFailedException or AggregateException or OperationCanceledException or JsonException;

    private static ProblemException OutOfReach(Exception e) => new(503, "The key vault is out of reach.", e);
}
