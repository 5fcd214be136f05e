using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Authentication.Replay;

/// <param name="Minute">When its record expires, the same for every request with the token. Two uses are equal if they share hash and minute.</param>
internal sealed record TokenUse(byte[] Hash, DateTimeOffset AcceptedUntil, DateTimeOffset Minute)
{
    // Only the client can sign its jti again with another expiration, so one record is enough: a replay has the expiration of its original. The previous
    // version's first record has the same key, so that instances of both reject each other's tokens during a deployment.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(6);

    // Not valid in UTF-8: the hash of a JWT never equals that of an encrypted token.
    private const byte JwtMark = 0xFF;

    /// <summary>How long records are kept after <see cref="AcceptedUntil"/>, as instances' clocks differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public string HashText { get; } = Convert.ToHexStringLower(Hash);

    public static TokenUse OfEncryptedToken(string canonicalText, DateTimeOffset acceptedUntil) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText)), acceptedUntil, acceptedUntil);

    /// <param name="clientId">Contains no line feed, so the hashed text is unambiguous.</param>
    public static TokenUse OfJwt(string clientId, string jti, DateTimeOffset acceptedUntil)
    {
        var end = new DateTimeOffset((acceptedUntil.UtcTicks / Period.Ticks + 1) * Period.Ticks, TimeSpan.Zero);
        return new TokenUse(SHA256.HashData([JwtMark, .. Encoding.UTF8.GetBytes($"{clientId}\n{jti}")]), acceptedUntil, end);
    }
}
