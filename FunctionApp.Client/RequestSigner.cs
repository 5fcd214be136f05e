using BotGateway.Client.Signing;

namespace BotGateway.Client;

/// <summary>Creates signers.</summary>
public static class RequestSigner
{
    /// <summary>Signs with a private key in PEM: RSA (PKCS#1 or PKCS#8) or EC on P-256 (SEC 1 or PKCS#8), without a password.</summary>
    /// <param name="pem">The text of the PEM file.</param>
    /// <param name="algorithm">For an RSA key <see cref="SigningAlgorithms.RS256"/> (the default) or <see cref="SigningAlgorithms.PS256"/>; null chooses by the key.</param>
    /// <returns>The signer; it holds the key until it is disposed of.</returns>
    /// <exception cref="ArgumentException">The text holds no such key, or the algorithm does not fit it. The message does not quote the text.</exception>
    public static IRequestSigner FromPem(string pem, string? algorithm = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        return (IRequestSigner?)RsaSigner.TryRead(pem, algorithm) ?? EcdsaSigner.TryRead(pem, algorithm)
            ?? throw new ArgumentException("It must be a private key in PEM, RSA or EC on P-256, without a password.", nameof(pem));
    }

    /// <summary>Signs with any function, such as one that calls a vault: the key need not be on this machine.</summary>
    /// <param name="algorithm">One of <see cref="SigningAlgorithms"/>, which the function must use.</param>
    /// <param name="sign">Signs the given data, not their hash. Azure Key Vault's <c>CryptographyClient.SignDataAsync</c> fits: <c>async (data, cancel) =>
    /// (await cryptography.SignDataAsync(SignatureAlgorithm.PS256, data, cancel)).Signature</c>.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">The algorithm is not one of the three.</exception>
    public static IRequestSigner FromFunction(string algorithm, Func<byte[], CancellationToken, Task<byte[]>> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        if (algorithm is not (SigningAlgorithms.RS256 or SigningAlgorithms.PS256 or SigningAlgorithms.ES256))
            throw new ArgumentException("It must be RS256, PS256 or ES256.", nameof(algorithm));
        return new FunctionSigner(algorithm, sign);
    }
}
