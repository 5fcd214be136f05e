using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.Authentication.Tokens;

/// <param name="BodySha256">Unpadded base64url, or null: old clients do not bind the body.</param>
internal sealed record EncryptedTokenClaims(string Credentials, DateTimeOffset Expiration, string? BodySha256)
{
    // Limits the use of a captured token. Clients use 10 seconds.
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    private static readonly long MaxMilliseconds = (DateTimeOffset.MaxValue - AuthOptions.ClockSkew).ToUnixTimeMilliseconds();

    public DateTimeOffset AcceptedUntil => Expiration + AuthOptions.ClockSkew;

    public static EncryptedTokenClaims Parse(byte[] json) => TokenJson.Read(json, RejectionReason.MalformedClaims, element =>
    {
        var claims = new RequestBody(element);
        return new EncryptedTokenClaims(claims.RequiredText("credentials"), ReadExpiration(claims), claims.OptionalText("body_sha256"));
    });

    public void CheckTime(DateTimeOffset now)
    {
        if (now > AcceptedUntil)
            throw new UnauthorizedException(RejectionReason.Expired);
        if (Expiration - now > MaxAhead)
            throw new UnauthorizedException(RejectionReason.ExpiresTooLate);
    }

    public void CheckCredentials(Client client)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Credentials), Encoding.UTF8.GetBytes(client.Credentials)))
            throw new UnauthorizedException(RejectionReason.WrongCredentials);
    }

    // Unix MILLISECONDS, with a fraction from Python, whose time.time() is a float.
    private static DateTimeOffset ReadExpiration(RequestBody claims) =>
        claims.Find("expirationTime") is { Value: { ValueKind: JsonValueKind.Number } time }
        && time.TryGetDecimal(out var milliseconds) && milliseconds >= 0 && milliseconds <= MaxMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw new UnauthorizedException(RejectionReason.MalformedClaims);
}
