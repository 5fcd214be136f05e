using BotGateway.Http;

namespace BotGateway.KeyVault;

/// <summary>The vault that holds the clients' public keys and the gateway's private key, which never leaves it.</summary>
/// <remarks>Every member throws a <see cref="ProblemException"/> with 503 where the vault does not answer or does not let the gateway in.</remarks>
internal interface IVault
{
    /// <summary>Reads a client's public keys: one call for the list, and one more for each version that has not been read before.</summary>
    /// <param name="clientId">The client; its key is named <c>client-{clientId}</c>.</param>
    /// <param name="horizon">How long from now on the answer is to serve.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// The versions that may be used at some time until the horizon, newest first, as far as the second that is usable all the time; one without its
    /// public part where there are others only, and none where the vault has no such key.
    /// </returns>
    Task<IReadOnlyList<ClientKey>> ReadClientKeysAsync(string clientId, TimeSpan horizon, CancellationToken cancellation);

    /// <summary>Reads which versions the gateway's key has, by one call.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>All of them, enabled or not, newest first.</returns>
    Task<IReadOnlyList<KeyVersion>> ReadGatewayVersionsAsync(CancellationToken cancellation);

    /// <summary>Decrypts with the gateway's private key (RSA-OAEP-256).</summary>
    /// <param name="version">The key's version.</param>
    /// <param name="ciphertext">What was encrypted under the gateway's public key.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The plaintext, or null where the ciphertext was not made for this version.</returns>
    /// <exception cref="UnusableVersionException">The version is disabled or deleted, or the gateway may not decrypt.</exception>
    Task<byte[]?> DecryptAsync(string version, byte[] ciphertext, CancellationToken cancellation);

    /// <summary>Asks the vault whether it has the gateway's key.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that fails where the vault cannot be used.</returns>
    Task ProbeAsync(CancellationToken cancellation);
}
