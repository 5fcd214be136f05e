using System.Security.Cryptography;

namespace Azure.Security.KeyVault.Keys;

/// <summary>A public RSA or elliptic-curve key as RFC 7517 describes it.</summary>
public class JsonWebKey
{
    internal JsonWebKey(IEnumerable<KeyOperation> keyOps) => KeyOps = [.. keyOps ?? []];

    /// <summary>The key's address.</summary>
    public string Id { get; set; }

    /// <summary>The algorithm family.</summary>
    public KeyType KeyType { get; set; }

    /// <summary>What the key may be used for.</summary>
    public IReadOnlyCollection<KeyOperation> KeyOps { get; }

    /// <summary>The curve of an elliptic-curve key.</summary>
    public KeyCurveName? CurveName { get; set; }

    /// <summary>The modulus of an RSA key, big-endian.</summary>
    public byte[] N { get; set; }

    /// <summary>The public exponent of an RSA key, big-endian.</summary>
    public byte[] E { get; set; }

    /// <summary>The x coordinate of an elliptic-curve key, big-endian.</summary>
    public byte[] X { get; set; }

    /// <summary>The y coordinate of an elliptic-curve key, big-endian.</summary>
    public byte[] Y { get; set; }

    /// <summary>Makes a local key that can verify and encrypt.</summary>
    /// <param name="includePrivateParameters">Without effect: a vault never gives private parts.</param>
    /// <returns>A key that the caller disposes.</returns>
    /// <exception cref="InvalidOperationException">It is not an RSA key.</exception>
    public RSA ToRSA(bool includePrivateParameters = false)
    {
        if (KeyType != KeyType.Rsa && KeyType != KeyType.RsaHsm)
            throw new InvalidOperationException($"A key of type {KeyType} is not an RSA key.");

        return RSA.Create(new RSAParameters { Modulus = N, Exponent = E });
    }

    /// <summary>Makes a local key that can verify.</summary>
    /// <param name="includePrivateParameters">Without effect: a vault never gives private parts.</param>
    /// <returns>A key that the caller disposes.</returns>
    /// <exception cref="InvalidOperationException">It is not an elliptic-curve key, or its curve is none of the three of NIST.</exception>
    public ECDsa ToECDsa(bool includePrivateParameters = false)
    {
        if (KeyType != KeyType.Ec && KeyType != KeyType.EcHsm)
            throw new InvalidOperationException($"A key of type {KeyType} is not an elliptic-curve key.");

        return ECDsa.Create(new ECParameters { Curve = Curve(), Q = new ECPoint { X = X, Y = Y } });
    }

    private ECCurve Curve() => CurveName?.ToString() switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        var other => throw new InvalidOperationException($"The curve '{other}' is not supported."),
    };
}
