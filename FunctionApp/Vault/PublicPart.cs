using Azure.Security.KeyVault.Keys;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace BotGateway.Vault;

/// <summary>Takes from a key in the vault what verifying needs.</summary>
internal static class PublicPart
{
    /// <summary>Reads the public part.</summary>
    /// <param name="key">The key as the vault gives it.</param>
    /// <returns>The public part, or null where the key is none that a client may sign with: see <see cref="ClientKey"/>.</returns>
    public static JsonWebKey? Of(KeyVaultKey key)
    {
        // A key for something else must not let its owner in: whoever may use it never agreed to that.
        if (!key.KeyOperations.Contains(KeyOperation.Verify))
            return null;
        if (key.KeyType == KeyType.Rsa || key.KeyType == KeyType.RsaHsm)
            return OfRsa(key);
        return (key.KeyType == KeyType.Ec || key.KeyType == KeyType.EcHsm) && key.Key.CurveName == KeyCurveName.P256 ? OfP256(key) : null;
    }

    private static JsonWebKey? OfRsa(KeyVaultKey key)
    {
        using var rsa = key.Key.ToRSA();
        if (rsa.KeySize is < 2048 or > 4096)
            return null;

        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.RSA,
            N = Base64UrlEncoder.Encode(parameters.Modulus),
            E = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static JsonWebKey OfP256(KeyVaultKey key)
    {
        using var curve = key.Key.ToECDsa();
        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
