using System.Text.Json;
using BotGateway.Requests;

namespace BotGateway.Authentication;

/// <summary>What a sealed token says.</summary>
/// <param name="Credentials">Hex of the HMAC over the client's USER and PASS.</param>
/// <param name="Expiration">When the token's time is over.</param>
/// <param name="BodySha256">Unpadded base64url of the SHA-256 of the body that the token is for; null where it binds none.</param>
public sealed record SealedClaims(string Credentials, DateTimeOffset Expiration, string? BodySha256)
{
    // The last instant that DateTimeOffset can hold.
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads the claims.</summary>
    /// <param name="json">
    /// The decrypted token: <c>{"credentials", "expirationTime"}</c> with the time in Unix MILLISECONDS, and perhaps <c>body_sha256</c>.
    /// </param>
    /// <returns>The claims.</returns>
    /// <exception cref="RefusalException">They do not have this form.</exception>
    public static SealedClaims Read(byte[] json)
    {
        try
        {
            using var document = StrictJson.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RefusalException(RefusalReason.MalformedClaims);

            var claims = new RequestBody(document.RootElement);
            var expiration = claims.Find("expirationTime") is { Value: { ValueKind: JsonValueKind.Number } number }
                && number.TryGetInt64(out var milliseconds) && milliseconds >= 0 && milliseconds <= MaxMilliseconds
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : throw ProblemException.BadRequest("'expirationTime' must be Unix time in milliseconds.");
            return new SealedClaims(claims.RequiredText("credentials"), expiration, claims.OptionalText("body_sha256"));
        }
        catch (ProblemException e)
        {
            throw new RefusalException(RefusalReason.MalformedClaims, e);
        }
    }
}
