using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>What an RSA signature tells of the key that could have made it.</summary>
internal static class RsaSignature
{
    public const int LeastBytes = 256;

    public const int MostBytes = 512;

    // One for each length that a signature can have.
    private static readonly ConcurrentDictionary<int, JsonWebKey> NobodysKeys = new();

    /// <summary>Whether a key could have made it: a signature of another length than the modulus, or not below it, is none of the key's.</summary>
    public static bool CanBeOf(JsonWebKey key, byte[] signature) =>
        key.Kty == JsonWebAlgorithmsKeyTypes.RSA
        && Base64UrlEncoder.DecodeBytes(key.N) is var modulus
        && modulus.Length == signature.Length
        && signature.AsSpan().SequenceCompareTo(modulus) < 0;

    /// <summary>Odd, as a modulus must be, and above all signatures: verifying against it takes as long as against a client's key of that size.</summary>
    public static JsonWebKey NobodysKey(byte[] signature) => NobodysKeys.GetOrAdd(signature.Length, static length =>
    {
        var modulus = new byte[length];
        Array.Fill<byte>(modulus, 0xFF);
        return new JsonWebKey { Kty = JsonWebAlgorithmsKeyTypes.RSA, N = Base64UrlEncoder.Encode(modulus), E = "AQAB" };
    });
}
