namespace BotGateway.LocalHost.Vault;

/// <summary>One version of a key in the local vault.</summary>
/// <param name="Name">The key's name, as first written; names differ by more than case.</param>
/// <param name="Version">32 lower-case hexadecimal digits.</param>
/// <param name="Type"><c>RSA</c> or <c>EC</c>.</param>
/// <param name="Operations">What the key may be used for: <c>decrypt</c>, <c>verify</c>.</param>
/// <param name="Enabled">False: the vault refuses to decrypt with it.</param>
/// <param name="NotBefore">Not valid before; null when unlimited.</param>
/// <param name="Expires">Not valid from here on; null when unlimited.</param>
/// <param name="Created">When the version was added. The latest is the newest version.</param>
/// <param name="Updated">When its attributes last changed.</param>
/// <param name="Pem">PKCS#8 for a key that may decrypt, else SubjectPublicKeyInfo.</param>
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
    /// <summary>May decrypt; the private part is in the vault.</summary>
    public const string Decrypt = "decrypt";

    /// <summary>May verify signatures; only the public part is in the vault.</summary>
    public const string Verify = "verify";

    /// <summary>Leaves the PEM out, which may be a private key.</summary>
    /// <returns>Name and version.</returns>
    public override string ToString() => $"{Name}/{Version}";
}
