using System.Text.Json;
using BotGateway.Authentication.Replay;
using BotGateway.Http;

namespace BotGateway.Authentication.Tokens;

/// <summary>What a signed token says (RFC 7519, section 4.1). All of it is required; what else it may say is ignored, <c>nbf</c> excepted.</summary>
/// <param name="IssuedAt"><c>iat</c>.</param>
/// <param name="NotBefore"><c>nbf</c>; where it is not there, <c>iat</c>.</param>
/// <param name="Expiration"><c>exp</c>.</param>
/// <param name="Audiences"><c>aud</c>: whom it is for, this gateway among them.</param>
/// <param name="BodySha256">As <see cref="Claims.BodySha256"/>, never null.</param>
/// <param name="Use">As <see cref="Claims.Use"/>: of the client and <c>jti</c>.</param>
internal sealed record SignedClaims(
    DateTimeOffset IssuedAt, DateTimeOffset NotBefore, DateTimeOffset Expiration, IReadOnlyList<string> Audiences, string BodySha256, TokenUse Use)
    : Claims(BodySha256, Use)
{
    // With the grace at both ends, less than the period of TokenUse: or one jti could let in twice.
    private static readonly TimeSpan MostAge = TimeSpan.FromSeconds(300);
    private const int MostIdCharacters = 128;

    // The last second that DateTimeOffset can hold with the grace added to it.
    private static readonly long MaxTime = (DateTimeOffset.MaxValue - Grace).ToUnixTimeSeconds();

    /// <summary>Reads the claims.</summary>
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
                ReadAudiences(claims),
                claims.RequiredText("body_sha256"),
                TokenUse.OfSigned(clientId, ReadId(claims), expiration + Grace));
        }
        catch (ProblemException e)
        {
            throw new RefusalException(RefusalReason.MalformedClaims, e);
        }
    }

    public override void CheckTimes(DateTimeOffset now)
    {
        if (Expiration <= now - Grace)
            throw new RefusalException(RefusalReason.Expired);
        if (Expiration - IssuedAt > MostAge)
            throw new RefusalException(RefusalReason.ExpiresTooLate);
        if (IssuedAt > now + Grace || NotBefore > now + Grace)
            throw new RefusalException(RefusalReason.IssuedAhead);
    }

    public override void CheckCredentials(Client client, string audience)
    {
        if (audience.Length == 0 || !Audiences.Contains(audience, StringComparer.Ordinal))
            throw new RefusalException(RefusalReason.WrongAudience);
    }

    // A text or an array of texts (RFC 7519, section 4.1.3).
    private static IReadOnlyList<string> ReadAudiences(RequestBody claims)
    {
        if (claims.Find("aud") is not { Value: { ValueKind: JsonValueKind.Array } array })
            return [claims.RequiredText("aud")];
        return array.GetArrayLength() > 0 && array.EnumerateArray().All(member => member.ValueKind == JsonValueKind.String)
            ? [.. array.EnumerateArray().Select(member => member.GetString()!)]
            : throw new RefusalException(RefusalReason.MalformedClaims);
    }

    // RFC 7519 lets a time have fractions; the protocol does not.
    private static DateTimeOffset ReadTime(RequestBody claims, string name) =>
        claims.Find(name) is { } time && time.Value.TryGetWhole(out var seconds) && seconds >= 0 && seconds <= MaxTime
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new RefusalException(RefusalReason.MalformedClaims);

    private static string ReadId(RequestBody claims) =>
        claims.Find("jti") is { Value: { ValueKind: JsonValueKind.String } text } && text.GetString() is { Length: > 0 and <= MostIdCharacters } id
            ? id
            : throw new RefusalException(RefusalReason.MalformedClaims);
}
