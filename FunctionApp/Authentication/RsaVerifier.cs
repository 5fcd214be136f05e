using System.Security.Cryptography;

namespace BotGateway.Authentication;

/// <summary>The one costly step of a signature check, apart so that a test can see it taken once for whoever calls.</summary>
public interface IRsaVerifier
{
    /// <summary>Verifies RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    /// <param name="key">The public key.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>Whether the key's owner signed the data.</returns>
    bool Verify(RSAParameters key, byte[] data, byte[] signature);
}

/// <inheritdoc/>
public sealed class RsaVerifier : IRsaVerifier
{
    /// <inheritdoc/>
    public bool Verify(RSAParameters key, byte[] data, byte[] signature)
    {
        // An instance of its own per call: RSA promises no thread safety.
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
