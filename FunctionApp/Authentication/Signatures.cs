using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication;

/// <summary>Verifies signatures with RS256, PS256 and ES256 (RFC 7518, section 3.1).</summary>
internal class Signatures
{
    // Client keys and decoys alike: the time of an import would distinguish them.
    private readonly ConditionalWeakTable<JsonWebKey, ImportedKey> _imported = [];

    /// <param name="key">RSA of 2048 to 4096 bits, or P-256, as the algorithm requires.</param>
    public virtual bool Verify(JsonWebKey key, string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var imported = _imported.GetValue(key, static key => new ImportedKey(key));
        var instance = imported.Take();
        var isSigned = instance is ECDsa ecdsa
            ? ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : ((RSA)instance).VerifyData(data, signature, HashAlgorithmName.SHA256, PaddingOf(algorithm));
        imported.PutBack(instance);
        return isSigned;
    }

    private static RSASignaturePadding PaddingOf(string algorithm) =>
        algorithm == SecurityAlgorithms.RsaSsaPssSha256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    // .NET does not promise that one instance is thread-safe, so there is one for each concurrent verification.
    private sealed class ImportedKey(JsonWebKey key)
    {
        private readonly ConcurrentQueue<AsymmetricAlgorithm> _idle = [];

        public AsymmetricAlgorithm Take() => _idle.TryDequeue(out var instance) ? instance : Import();

        public void PutBack(AsymmetricAlgorithm instance) => _idle.Enqueue(instance);

        private AsymmetricAlgorithm Import()
        {
            if (key.Kty == JsonWebAlgorithmsKeyTypes.RSA)
                return RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) });

            var point = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) };
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        }
    }
}
