namespace BotGateway.Vault;

/// <summary>The vault that holds the clients' public keys and the gateway's private key, which never leaves it.</summary>
/// <remarks>Every member throws a <see cref="Requests.ProblemException"/> with 503 where the vault does not answer or does not let the gateway in.</remarks>
public interface IVault
{
    /// <summary>Reads a client's public key.</summary>
    /// <param name="clientId">The client; its key is named <c>client-{clientId}</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The newest version of the key, or null where the vault has none.</returns>
    Task<ClientKey?> FindClientKeyAsync(string clientId, CancellationToken cancellation);

    /// <summary>Decrypts with the gateway's private key (RSA-OAEP-256).</summary>
    /// <param name="ciphertext">What was encrypted under the gateway's public key.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The plaintext, or null where the ciphertext was not made for this key.</returns>
    Task<byte[]?> DecryptAsync(byte[] ciphertext, CancellationToken cancellation);

    /// <summary>Asks the vault whether it has the gateway's key.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that fails where the vault cannot be used.</returns>
    Task ProbeAsync(CancellationToken cancellation);
}
