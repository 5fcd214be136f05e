using System.Text.Json.Serialization;

namespace BotGateway.LocalHost.Vault;

/// <summary>The file of a key version; its folder is the key's name, its file name the version.</summary>
[JsonConverter(typeof(StoredKeyConverter))]
internal sealed record StoredKey(string Kty, IReadOnlyList<string> KeyOps, KeyAttributes Attributes, string Pem)
{
    public static StoredKey From(KeyVersion key) =>
        new(key.Type, key.Operations, new(key.Enabled, key.NotBefore, key.Expires, key.Created, key.Updated), key.Pem);

    public KeyVersion ToVersion(string name, string version) =>
        new(name, version, Kty, KeyOps, Attributes.Enabled, Attributes.Nbf, Attributes.Exp, Attributes.Created, Attributes.Updated, Pem);
}

/// <summary>Writes times with full precision, to order versions created within a second.</summary>
internal sealed record KeyAttributes(
    bool Enabled, DateTimeOffset? Nbf, DateTimeOffset? Exp, DateTimeOffset Created, DateTimeOffset Updated);
