using System.Buffers.Text;
using Azure.Core;
using Azure.Security.KeyVault.Keys.Rest;

namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>Lets the vault use one key's private part, which never leaves it.</summary>
public class CryptographyClient
{
    private readonly VaultPipeline _pipeline;
    private readonly Uri _key;

    /// <summary>For substitutes in tests.</summary>
    protected CryptographyClient()
    {
    }

    internal CryptographyClient(VaultPipeline pipeline, Uri key)
    {
        _pipeline = pipeline;
        _key = key;
    }

    /// <summary>The key's address; without a version it means the newest.</summary>
    public virtual string KeyId => _key.AbsoluteUri;

    /// <summary>Decrypts one block, by one call of the vault.</summary>
    /// <param name="algorithm">How it was encrypted.</param>
    /// <param name="ciphertext">What was encrypted.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <returns>The plaintext and the version that decrypted it.</returns>
    /// <exception cref="RequestFailedException">The vault refused; status 400 where the block was not encrypted for this key.</exception>
    public virtual async Task<DecryptResult> DecryptAsync(
        EncryptionAlgorithm algorithm, byte[] ciphertext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var body = new KeyOperationBody(algorithm.ToString(), Base64Url.EncodeToString(ciphertext));
        var address = new Uri($"{KeyId}/decrypt");
        KeyOperationResult result = await _pipeline.SendAsync<KeyOperationResult>(RequestMethod.Post, address, body, cancellationToken);
        return new DecryptResult(result.Kid, Base64Url.DecodeFromChars(result.Value), algorithm);
    }
}
