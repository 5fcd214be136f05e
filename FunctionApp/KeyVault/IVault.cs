using BotGateway.Http;

namespace BotGateway.KeyVault;

/// <summary>The vault with the clients' public keys and the gateway's private key, which never leaves it.</summary>
/// <remarks>Every member throws a <see cref="GatewayException"/> with Unavailable if the vault does not respond or denies access.</remarks>
internal interface IVault
{
    /// <summary>Reads a client's public keys: one call for the list, and one for each version that has not been read before.</summary>
    Task<IReadOnlyList<ClientKey>> ReadClientKeysAsync(string clientId, TimeSpan horizon, CancellationToken cancellationToken);

    /// <summary>Lists the versions of the gateway's key, with one call.</summary>
    Task<IReadOnlyList<KeyVersion>> ReadGatewayVersionsAsync(CancellationToken cancellationToken);

    /// <summary>Decrypts with the gateway's private key (RSA-OAEP-256).</summary>
    /// <returns>The plaintext, or null if the ciphertext was not encrypted for this version.</returns>
    /// <exception cref="UnusableVersionException">The version is disabled or deleted, or the gateway may not decrypt.</exception>
    Task<byte[]?> DecryptAsync(string version, byte[] ciphertext, CancellationToken cancellationToken);

    Task ProbeAsync(CancellationToken cancellationToken);
}
