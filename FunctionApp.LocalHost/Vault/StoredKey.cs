namespace BotGateway.LocalHost.Vault;

/// <summary>The file of a key version; its folder is the key's name, its file name the version.</summary>
internal sealed record StoredKey(string Kty, IReadOnlyList<string> KeyOps, KeyAttributes Attributes, string Pem)
{
    public static StoredKey From(KeyVersion key) => new(
        key.Type,
        key.Operations,
        new(key.Enabled, StoredTime.Of(key.NotBefore), StoredTime.Of(key.Expires), new(key.Created), new(key.Updated)),
        key.Pem);

    public KeyVersion ToVersion(string name, string version) => new(
        name,
        version,
        Kty,
        KeyOps,
        Attributes.Enabled,
        Attributes.Nbf?.Value,
        Attributes.Exp?.Value,
        Attributes.Created.Value,
        Attributes.Updated.Value,
        Pem);
}

/// <summary>Writes times with full precision, to order versions created within a second.</summary>
internal sealed record KeyAttributes(bool Enabled, StoredTime? Nbf, StoredTime? Exp, StoredTime Created, StoredTime Updated);
