using System.Security.Cryptography;
using Azure.Security.KeyVault.Keys;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace BotGateway.KeyVault;

/// <summary>Extracts the public key for verification from a key in the vault.</summary>
internal static class PublicPart
{
    /// <returns>The public key; null if clients may not sign with it (see <see cref="ClientKey"/>), with the reason, to follow "the key".</returns>
    public static (JsonWebKey? Key, string? Refusal) Of(KeyVaultKey key)
    {
        // A key for another purpose must not authenticate its owner.
        if (!key.KeyOperations.Contains(KeyOperation.Verify))
            return (null, "is not meant to verify signatures: its key_ops do not include 'verify'");

        try
        {
            if (key.KeyType == KeyType.Rsa || key.KeyType == KeyType.RsaHsm)
                return OfRsa(key);
            if ((key.KeyType == KeyType.Ec || key.KeyType == KeyType.EcHsm) && key.Key.CurveName == KeyCurveName.P256)
                return OfP256(key);
            return (null, "is neither RSA nor on the curve P-256");
        }
        catch (CryptographicException)
        {
            // The cryptographic library rejects it, for example because the point is not on the curve.
            return (null, "is not a valid public key");
        }
    }

    private static (JsonWebKey? Key, string? Refusal) OfRsa(KeyVaultKey key)
    {
        if (RsaWeakness.Of(key.Key.N, key.Key.E) is { } weakness)
            return (null, weakness);

        using var rsa = key.Key.ToRSA();
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var publicPart = new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.RSA,
            N = Base64UrlEncoder.Encode(parameters.Modulus),
            E = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        return (publicPart, null);
    }

    private static (JsonWebKey? Key, string? Refusal) OfP256(KeyVaultKey key)
    {
        using var curve = key.Key.ToECDsa();
        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        var publicPart = new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
        return (publicPart, null);
    }
}
