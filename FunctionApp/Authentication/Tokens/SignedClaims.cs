using System.Text.Json;
using BotGateway.Authentication.SingleUse;
using BotGateway.Requests;

namespace BotGateway.Authentication.Tokens;

/// <summary>What a signed token says (RFC 7519, section 4.1). All of it is required; what else it may say is ignored, <c>nbf</c> excepted.</summary>
/// <param name="IssuedAt"><c>iat</c>.</param>
/// <param name="NotBefore"><c>nbf</c>; where it is not there, <c>iat</c>.</param>
/// <param name="Expiration"><c>exp</c>.</param>
/// <param name="Audience"><c>aud</c>: the gateway that it is for.</param>
/// <param name="BodySha256">As <see cref="Claims.BodySha256"/>, never null.</param>
/// <param name="Use">As <see cref="Claims.Use"/>: of the client and <c>jti</c>.</param>
public sealed record SignedClaims(
    DateTimeOffset IssuedAt, DateTimeOffset NotBefore, DateTimeOffset Expiration, string Audience, string BodySha256, TokenUse Use)
    : Claims(BodySha256, Use)
{
    // With the grace at both ends, less than the period of TokenUse: or one jti could let in twice.
    private static readonly TimeSpan MostAge = TimeSpan.FromSeconds(300);
    private const int MostIdCharacters = 128;

    // The last second that DateTimeOffset can hold with the grace added to it.
    private static readonly long MaxTime = (DateTimeOffset.MaxValue - Grace).ToUnixTimeSeconds();

    /// <summary>Reads the claims.</summary>
    /// <param name="json">The JWT's second part, decoded.</param>
    /// <param name="clientId">Who is said to have signed it.</param>
    /// <returns>The claims.</returns>
    /// <exception cref="RefusalException">They do not have the form that the protocol asks for.</exception>
    public static SignedClaims Read(byte[] json, string clientId)
    {
        try
        {
            using var document = StrictJson.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RefusalException(RefusalReason.MalformedClaims);

            var claims = new RequestBody(document.RootElement);
            var (issuedAt, expiration) = (ReadTime(claims, "iat"), ReadTime(claims, "exp"));
            var notBefore = claims.Find("nbf") is null ? issuedAt : ReadTime(claims, "nbf");
            return new SignedClaims(
                issuedAt,
                notBefore,
                expiration > issuedAt ? expiration : throw new RefusalException(RefusalReason.MalformedClaims),
                claims.RequiredText("aud"),
                claims.RequiredText("body_sha256"),
                TokenUse.OfSigned(clientId, ReadId(claims), expiration + Grace));
        }
        catch (ProblemException e)
        {
            throw new RefusalException(RefusalReason.MalformedClaims, e);
        }
    }

    /// <inheritdoc/>
    public override void CheckTimes(DateTimeOffset now)
    {
        if (Expiration <= now - Grace)
            throw new RefusalException(RefusalReason.Expired);
        if (Expiration - IssuedAt > MostAge)
            throw new RefusalException(RefusalReason.ExpiresTooLate);
        if (IssuedAt > now + Grace || NotBefore > now + Grace)
            throw new RefusalException(RefusalReason.IssuedAhead);
    }

    /// <inheritdoc/>
    public override void CheckCredentials(Client client, string audience)
    {
        if (audience.Length == 0 || Audience != audience)
            throw new RefusalException(RefusalReason.WrongAudience);
    }

    // RFC 7519 lets a time have fractions; the protocol does not.
    private static DateTimeOffset ReadTime(RequestBody claims, string name) =>
        claims.Find(name) is { Value: { ValueKind: JsonValueKind.Number } number } && number.TryGetInt64(out var time) && time >= 0 && time <= MaxTime
            ? DateTimeOffset.FromUnixTimeSeconds(time)
            : throw new RefusalException(RefusalReason.MalformedClaims);

    private static string ReadId(RequestBody claims) =>
        claims.Find("jti") is { Value: { ValueKind: JsonValueKind.String } text } && text.GetString() is { Length: > 0 and <= MostIdCharacters } id
            ? id
            : throw new RefusalException(RefusalReason.MalformedClaims);
}
