using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Keys;

/// <summary>
/// A public key, imported as often as verifications ran at one time: .NET promises no thread safety for one instance. That is at most once for each
/// thread that verifies.
/// </summary>
internal sealed class ImportedKey(JsonWebKey key)
{
    private readonly ConcurrentQueue<AsymmetricAlgorithm> _idle = [];

    /// <summary>Takes an instance that nobody else has.</summary>
    public AsymmetricAlgorithm Take() => _idle.TryDequeue(out var instance) ? instance : Import();

    /// <summary>Gives it back.</summary>
    public void PutBack(AsymmetricAlgorithm instance) => _idle.Enqueue(instance);

    private AsymmetricAlgorithm Import()
    {
        if (key.Kty == JsonWebAlgorithmsKeyTypes.RSA)
            return RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) });

        var point = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) };
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
    }
}
