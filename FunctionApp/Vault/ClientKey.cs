using System.Security.Cryptography;

namespace BotGateway.Vault;

/// <summary>A client's public key with the limits that the vault sets to its use.</summary>
/// <param name="Rsa">The key; null where it is not RSA of 2048 to 4096 bits.</param>
/// <param name="Enabled">Whether it may be used at all.</param>
/// <param name="NotBefore">From when on it may be used; null for always.</param>
/// <param name="ExpiresOn">Until when it may be used; null for ever.</param>
public sealed record ClientKey(RSAParameters? Rsa, bool Enabled, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresOn)
{
    /// <summary>Whether the key may be used at a time. Checked at each use: a cached key goes on ageing.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Whether it may.</returns>
    public bool IsUsableAt(DateTimeOffset now) => Rsa is not null && Enabled && !(now < NotBefore) && !(now >= ExpiresOn);
}
