using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Authentication.Replay;

/// <param name="Id">Identifies the token: an encrypted one's text, or the client and <c>jti</c> of a JWT.</param>
/// <param name="IssuedAt">Of a JWT; null of an encrypted token, all uses of which are accepted until the same time.</param>
internal sealed record TokenUse(string Id, DateTimeOffset AcceptedUntil, DateTimeOffset? IssuedAt)
{
    // Not valid in UTF-8: the hash of a JWT never equals that of an encrypted token.
    private const byte JwtMark = 0xFF;

    /// <summary>How long records are kept after <see cref="AcceptedUntil"/>, as instances' clocks differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public byte[] Hash => field ??= SHA256.HashData(IssuedAt is null ? Encoding.UTF8.GetBytes(Id) : [JwtMark, .. Encoding.UTF8.GetBytes(Id)]);

    public string HashText => field ??= Convert.ToHexStringLower(Hash);

    public static TokenUse OfEncryptedToken(string canonicalText, DateTimeOffset acceptedUntil) => new(canonicalText, acceptedUntil, IssuedAt: null);

    /// <summary>A client may not sign a <c>jti</c> again with another expiration either, while the first token is accepted.</summary>
    /// <param name="clientId">Contains no line feed, so the id is unambiguous.</param>
    public static TokenUse OfJwt(string clientId, string jti, DateTimeOffset issuedAt, DateTimeOffset acceptedUntil) =>
        new($"{clientId}\n{jti}", acceptedUntil, issuedAt);
}
