using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.Authentication.Tokens;

/// <summary>The registered claims (RFC 7519, section 4.1) and the body's hash. All are required except <c>nbf</c>, other claims are ignored.</summary>
internal sealed record JwtClaims(
    DateTimeOffset IssuedAt, DateTimeOffset NotBefore, DateTimeOffset Expiration, IReadOnlyList<string> Audiences, string BodySha256, string Id)
{
    // Limits the use of a captured token, as that of an encrypted one.
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(300);
    private const int MaxIdCharacters = 128;

    private static readonly long MaxTime = (DateTimeOffset.MaxValue - AuthOptions.ClockSkew).ToUnixTimeSeconds();

    public DateTimeOffset AcceptedUntil => Expiration + AuthOptions.ClockSkew;

    public static JwtClaims Parse(byte[] json) => TokenJson.Read(json, RejectionReason.MalformedClaims, element =>
    {
        var claims = new RequestBody(element);
        var (issuedAt, expiration) = (ReadTime(claims, "iat"), ReadTime(claims, "exp"));
        var notBefore = claims.Find("nbf") is null ? issuedAt : ReadTime(claims, "nbf");
        if (expiration <= issuedAt)
            throw Malformed();
        return new JwtClaims(issuedAt, notBefore, expiration, ReadAudiences(claims), claims.RequiredText("body_sha256"), ReadId(claims));
    });

    public void CheckTimes(DateTimeOffset now)
    {
        if (now >= AcceptedUntil)
            throw new UnauthorizedException(RejectionReason.Expired);
        if (Expiration - IssuedAt > MaxLifetime)
            throw new UnauthorizedException(RejectionReason.ExpiresTooLate);
        if (IssuedAt > now + AuthOptions.ClockSkew || NotBefore > now + AuthOptions.ClockSkew)
            throw new UnauthorizedException(RejectionReason.IssuedAhead);
    }

    public void CheckAudience(string gateway)
    {
        if (gateway.Length == 0 || !Audiences.Contains(gateway, StringComparer.Ordinal))
            throw new UnauthorizedException(RejectionReason.WrongAudience);
    }

    private static IReadOnlyList<string> ReadAudiences(RequestBody claims)
    {
        if (claims.Find("aud") is not { Value: { ValueKind: JsonValueKind.Array } array })
            return [claims.RequiredText("aud")];
        return array.GetArrayLength() > 0 && array.EnumerateArray().All(member => member.ValueKind == JsonValueKind.String)
            ? [.. array.EnumerateArray().Select(member => member.GetString()!)]
            : throw Malformed();
    }

    // RFC 7519 allows fractions; the protocol does not.
    private static DateTimeOffset ReadTime(RequestBody claims, string name) =>
        claims.Find(name) is { } time && time.Value.TryGetWhole(out var seconds) && seconds >= 0 && seconds <= MaxTime
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Malformed();

    private static string ReadId(RequestBody claims) =>
        claims.Find("jti") is { Value: { ValueKind: JsonValueKind.String } text } && text.GetString() is { Length: > 0 and <= MaxIdCharacters } id
            ? id
            : throw Malformed();

    private static UnauthorizedException Malformed() => new(RejectionReason.MalformedClaims);
}
