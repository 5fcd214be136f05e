using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Authentication.Replay;

/// <summary>What may be used once.</summary>
/// <param name="Hash">SHA-256 of what names the token, 32 bytes.</param>
/// <param name="AcceptedUntil">The last instant at which an instance may accept the token.</param>
/// <param name="Minutes">
/// The times, to the minute, under which it is remembered, earliest first and none before <paramref name="AcceptedUntil"/>'s own minute. Any two uses
/// with the same hash that may be accepted at one time have one of them in common.
/// </param>
internal sealed record TokenUse(byte[] Hash, DateTimeOffset AcceptedUntil, IReadOnlyList<DateTimeOffset> Minutes)
{
    // A client may name two tokens alike that end at different times. While both may be accepted, these times are not further apart than the longest
    // life (300 s) and the grace at both ends (20 s): so they are in the same period or in two that follow each other.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(6);

    // In no text's UTF-8: what is hashed for a signed token is never what is hashed for a sealed one.
    private const byte SignedMark = 0xFF;

    /// <summary>How long what was used is remembered after <see cref="AcceptedUntil"/>, at the least, for instances whose clocks differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>The hash in 64 lower-case hex digits.</summary>
    public string HashText => Convert.ToHexStringLower(Hash);

    /// <summary>The use of a sealed token, which its ciphertext names.</summary>
    /// <param name="token">The ciphertext in canonical base64, however it was spelled when it was sent.</param>
    public static TokenUse OfSealed(string token, DateTimeOffset acceptedUntil) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(token)), acceptedUntil, [acceptedUntil]);

    /// <summary>The use of a signed token, which its <c>jti</c> names among those of its client.</summary>
    public static TokenUse OfSigned(string clientId, string jti, DateTimeOffset acceptedUntil)
    {
        var end = new DateTimeOffset((acceptedUntil.UtcTicks / Period.Ticks + 1) * Period.Ticks, TimeSpan.Zero);
        return new TokenUse(SHA256.HashData([SignedMark, .. Encoding.UTF8.GetBytes($"{clientId}\n{jti}")]), acceptedUntil, [end, end + Period]);
    }
}
