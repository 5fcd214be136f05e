namespace BotGateway.LocalHost.Vault;

/// <summary>One version of a key in the local vault.</summary>
/// <param name="Name">The key's name, as first written; comparisons ignore case.</param>
/// <param name="Version">32 lower-case hexadecimal digits.</param>
/// <param name="Type"><c>RSA</c> or <c>EC</c>.</param>
/// <param name="Operations">What the key may be used for: <c>decrypt</c>, <c>verify</c>.</param>
/// <param name="Enabled">If false, the vault does not decrypt with it.</param>
/// <param name="NotBefore">Null if unlimited.</param>
/// <param name="Expires">Null if unlimited.</param>
/// <param name="Created">When the version was added; determines which is the newest.</param>
/// <param name="Updated">When its attributes last changed.</param>
/// <param name="Pem">PKCS#8 for a key that can decrypt, otherwise SubjectPublicKeyInfo.</param>
public sealed record KeyVersion(
    string Name,
    string Version,
    string Type,
    IReadOnlyList<string> Operations,
    bool Enabled,
    DateTimeOffset? NotBefore,
    DateTimeOffset? Expires,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Pem)
{
    /// <summary>Can decrypt; the private key is in the vault.</summary>
    public const string Decrypt = "decrypt";

    /// <summary>Can verify signatures; only the public key is in the vault.</summary>
    public const string Verify = "verify";

    /// <summary>Omits the PEM, which may be a private key.</summary>
    public override string ToString() => $"{Name}/{Version}";
}
