using System.Security.Cryptography;

namespace BotGateway.Client.Signing;

internal sealed class EcdsaSigner(ECDsa key) : IRequestSigner, IDisposable
{
    private const int P256Bits = 256;

    // ECDsa instances are not documented as safe for concurrent use.
    private readonly Lock _turn = new();

    public string Algorithm => SigningAlgorithms.ES256;

    /// <returns>Null if the text holds no key on P-256.</returns>
    /// <exception cref="ArgumentException">The key is on P-256, and the algorithm is not ES256.</exception>
    public static EcdsaSigner? TryRead(string pem, string? algorithm)
    {
        if (PrivateKey.TryRead(pem, ECDsa.Create) is not { } key)
            return null;
        if (key.KeySize == P256Bits && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            if (algorithm is null or SigningAlgorithms.ES256)
                return new EcdsaSigner(key);
            key.Dispose();
            throw new ArgumentException("An EC key signs with ES256.", nameof(algorithm));
        }

        key.Dispose();
        return null;
    }

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        lock (_turn)
            return ValueTask.FromResult(key.SignData(data.Span, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    public void Dispose() => key.Dispose();
}
