using System.Buffers.Text;

namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>The answer to reading a key.</summary>
internal sealed record KeyBundle(KeyMaterial Key, KeyAttributes Attributes)
{
    public KeyVaultKey ToKey() => new(Attributes.ToProperties(Key.Kid), Key.ToJsonWebKey());
}

/// <summary>A key; numbers are base64url, big-endian.</summary>
internal sealed record KeyMaterial(string Kid, string Kty, string[] KeyOps, string Crv, string N, string E, string X, string Y)
{
    public JsonWebKey ToJsonWebKey() => new(KeyOps?.Select(name => new KeyOperation(name)))
    {
        Id = Kid,
        KeyType = Kty,
        CurveName = Crv is null ? default(KeyCurveName?) : new KeyCurveName(Crv),
        N = Bytes(N),
        E = Bytes(E),
        X = Bytes(X),
        Y = Bytes(Y),
    };

    private static byte[] Bytes(string number) => number is null ? null : Base64Url.DecodeFromChars(number);
}

/// <summary>What the vault knows of a version; times in seconds since 1970, UTC.</summary>
internal sealed record KeyAttributes(bool? Enabled, long? Nbf, long? Exp, long? Created, long? Updated)
{
    public KeyProperties ToProperties(string id) => new(new Uri(id))
    {
        Enabled = Enabled,
        NotBefore = Time(Nbf),
        ExpiresOn = Time(Exp),
        CreatedOn = Time(Created),
        UpdatedOn = Time(Updated),
    };

    private static DateTimeOffset? Time(long? seconds) => seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;
}
