using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <param name="algorithm">RS256, PS256 or ES256 (RFC 7518, section 3.1).</param>
internal sealed class TokenSignature(string algorithm, byte[] signedBytes, byte[] signature)
{
    public const int MinRsaBytes = 2048 / 8;
    public const int MaxRsaBytes = 4096 / 8;

    // r and s, 32 bytes each (RFC 7518, section 3.4).
    private const int EcdsaBytes = 64;

    // One for each length of signature, so that a decoy is imported once, as a client's key is.
    private static readonly ConcurrentDictionary<int, JsonWebKey> DecoyKeys = new();

    public bool HasValidLength => IsEcdsa ? signature.Length == EcdsaBytes : signature.Length is >= MinRsaBytes and <= MaxRsaBytes;

    /// <summary>A key without a private half. Verifying against it takes as long as against a client's key of that kind and size.</summary>
    public JsonWebKey DecoyKey => DecoyKeys.GetOrAdd(signature.Length, static length => length == EcdsaBytes ? CreateEcdsaDecoy() : CreateRsaDecoy(length));

    private bool IsEcdsa => algorithm == SecurityAlgorithms.EcdsaSha256;

    /// <summary>Whether verifying against the key involves a complete calculation: an RSA signature must be as long as the modulus and below it.</summary>
    public bool CanBeMadeBy(JsonWebKey key)
    {
        if (IsEcdsa)
            return key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve;
        Span<byte> modulus = stackalloc byte[MaxRsaBytes];
        return key.Kty == JsonWebAlgorithmsKeyTypes.RSA
            && Base64Url.TryDecodeFromChars(key.N, modulus, out var length)
            && length == signature.Length
            && signature.AsSpan().SequenceCompareTo(modulus[..length]) < 0;
    }

    public bool IsMadeBy(JsonWebKey key, Signatures signatures) => signatures.Verify(key, algorithm, signedBytes, signature);

    private static JsonWebKey CreateEcdsaDecoy()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }

    // All ones: odd, as a modulus must be, and above all other signatures of that length.
    private static JsonWebKey CreateRsaDecoy(int length)
    {
        var modulus = new byte[length];
        Array.Fill<byte>(modulus, 0xFF);
        return new JsonWebKey { Kty = JsonWebAlgorithmsKeyTypes.RSA, N = Base64UrlEncoder.Encode(modulus), E = "AQAB" };
    }
}
