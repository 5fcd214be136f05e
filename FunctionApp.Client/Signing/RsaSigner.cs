using System.Security.Cryptography;

namespace BotGateway.Client.Signing;

internal sealed class RsaSigner(RSA key, string algorithm) : IRequestSigner, IDisposable
{
    // RSA instances are not documented as safe for concurrent use.
    private readonly Lock _turn = new();

    public string Algorithm => algorithm;

    /// <returns>Null if the text holds no RSA key.</returns>
    /// <exception cref="ArgumentException">The key is RSA, and the algorithm is not.</exception>
    public static RsaSigner? TryRead(string pem, string? algorithm)
    {
        if (PrivateKey.TryRead(pem, RSA.Create) is not { } key)
            return null;
        if (algorithm is null or SigningAlgorithms.RS256 or SigningAlgorithms.PS256)
            return new RsaSigner(key, algorithm ?? SigningAlgorithms.RS256);
        key.Dispose();
        throw new ArgumentException("An RSA key signs with RS256 or PS256.", nameof(algorithm));
    }

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var padding = algorithm == SigningAlgorithms.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
            return ValueTask.FromResult(key.SignData(data.Span, HashAlgorithmName.SHA256, padding));
        }
    }

    public void Dispose() => key.Dispose();
}
