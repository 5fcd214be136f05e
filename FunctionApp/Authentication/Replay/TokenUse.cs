using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Authentication.Replay;

/// <summary>A token that a request brings, to be accepted once.</summary>
internal sealed class TokenUse
{
    // Not valid in UTF-8: the hash of a JWT never equals that of an encrypted token.
    private const byte JwtMark = 0xFF;

    /// <summary>How long records are kept after <see cref="AcceptedUntil"/>, as instances' clocks differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private TokenUse(byte[] hash, DateTimeOffset acceptedUntil, DateTimeOffset? issuedAt) => (Hash, AcceptedUntil, IssuedAt) = (hash, acceptedUntil, issuedAt);

    public byte[] Hash { get; }

    public DateTimeOffset AcceptedUntil { get; }

    /// <summary>Of a JWT; null of an encrypted token, all uses of which are accepted until the same time.</summary>
    public DateTimeOffset? IssuedAt { get; }

    public string HashText => Convert.ToHexStringLower(Hash);

    public static TokenUse OfEncryptedToken(string canonicalText, DateTimeOffset acceptedUntil) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText)), acceptedUntil, issuedAt: null);

    /// <summary>A client may not sign a <c>jti</c> again with another expiration either, while the first token is accepted.</summary>
    /// <param name="clientId">Contains no line feed, so the hashed text is unambiguous.</param>
    public static TokenUse OfJwt(string clientId, string jti, DateTimeOffset issuedAt, DateTimeOffset acceptedUntil) =>
        new(SHA256.HashData([JwtMark, .. Encoding.UTF8.GetBytes($"{clientId}\n{jti}")]), acceptedUntil, issuedAt);
}
