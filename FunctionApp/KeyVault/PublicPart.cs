using System.Security.Cryptography;
using Azure.Security.KeyVault.Keys;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace BotGateway.KeyVault;

/// <summary>Takes from a key in the vault what verifying needs.</summary>
internal static class PublicPart
{
    /// <returns>
    /// The public part, or null where the key is none that a client may sign with (see <see cref="ClientKey"/>), and then why, to follow "the key".
    /// </returns>
    public static (JsonWebKey? Key, string? Refusal) Of(KeyVaultKey key)
    {
        // A key for another purpose must not authenticate its owner.
        if (!key.KeyOperations.Contains(KeyOperation.Verify))
            return (null, "is not meant to verify signatures: its key_ops do not hold 'verify'");

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
            // The cryptographic library's word, on a point that is not on its curve for instance.
            return (null, "is no valid public key");
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
