using Microsoft.IdentityModel.Tokens;

namespace BotGateway.KeyVault;

/// <param name="Key">
/// The public key: RSA of 2048 to 4096 bits (<c>n</c>, <c>e</c>) or EC on P-256 (<c>crv</c>, <c>x</c>, <c>y</c>); null if it is of another type, weak, or
/// its <c>key_ops</c> lack <c>verify</c>.
/// </param>
internal sealed record ClientKey(KeyVersion Version, JsonWebKey? Key)
{
    /// <summary>Whether the key may verify at a time. Checked at each use, because a cached key may expire.</summary>
    public bool IsUsableAt(DateTimeOffset now) => Key is not null && Version.IsUsableAt(now);
}
