using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Authentication.SingleUse;

/// <summary>What may be used once.</summary>
/// <param name="Hash">SHA-256 of what names the token, 32 bytes.</param>
/// <param name="AcceptedUntil">The last instant at which an instance may accept the token. Always the same for the same token.</param>
public sealed record TokenUse(byte[] Hash, DateTimeOffset AcceptedUntil)
{
    // In no text's UTF-8: what is hashed for a signed token is never what is hashed for a sealed one.
    private const byte SignedMark = 0xFF;

    /// <summary>How long what was used is remembered after <see cref="AcceptedUntil"/>, at the least, for instances whose clocks differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>The hash in 64 lower-case hex digits.</summary>
    public string HashText => Convert.ToHexStringLower(Hash);

    /// <summary>The use of a sealed token, which its own text names.</summary>
    /// <param name="token">The text as it was sent, in its only form.</param>
    /// <param name="acceptedUntil">The last instant at which an instance may accept it.</param>
    /// <returns>The use.</returns>
    public static TokenUse OfSealed(string token, DateTimeOffset acceptedUntil) => new(SHA256.HashData(Encoding.UTF8.GetBytes(token)), acceptedUntil);

    /// <summary>The use of a signed token, which its <c>jti</c> names among those of its client.</summary>
    /// <param name="clientId">The client's id, in which no line feed can be.</param>
    /// <param name="jti">Any text that the client chose.</param>
    /// <param name="acceptedUntil">The last instant at which an instance may accept it.</param>
    /// <returns>The use.</returns>
    public static TokenUse OfSigned(string clientId, string jti, DateTimeOffset acceptedUntil) =>
        new(SHA256.HashData([SignedMark, .. Encoding.UTF8.GetBytes($"{clientId}\n{jti}")]), acceptedUntil);
}
