using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Authentication.Replay;

/// <param name="Minutes">When its records expire, earliest first. Two uses with the same hash that are accepted at the same time share a minute.</param>
internal sealed record TokenUse(byte[] Hash, DateTimeOffset AcceptedUntil, IReadOnlyList<DateTimeOffset> Minutes)
{
    // A client may use a jti twice with different expirations. While both are valid, these differ by at most the longest lifetime (300 s) and the clock
    // skew at both ends (20 s), so they are in the same period or in consecutive ones.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(6);

    // Not valid in UTF-8: the hash of a JWT never equals that of an encrypted token.
    private const byte JwtMark = 0xFF;

    /// <summary>How long records are kept after <see cref="AcceptedUntil"/>, as instances' clocks differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public string HashText => Convert.ToHexStringLower(Hash);

    public static TokenUse OfEncryptedToken(string canonicalText, DateTimeOffset acceptedUntil) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText)), acceptedUntil, [acceptedUntil]);

    /// <param name="clientId">Contains no line feed, so the hashed text is unambiguous.</param>
    public static TokenUse OfJwt(string clientId, string jti, DateTimeOffset acceptedUntil)
    {
        var end = new DateTimeOffset((acceptedUntil.UtcTicks / Period.Ticks + 1) * Period.Ticks, TimeSpan.Zero);
        return new TokenUse(SHA256.HashData([JwtMark, .. Encoding.UTF8.GetBytes($"{clientId}\n{jti}")]), acceptedUntil, [end, end + Period]);
    }
}
