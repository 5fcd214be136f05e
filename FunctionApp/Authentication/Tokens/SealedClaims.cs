using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotGateway.Authentication.Replay;
using BotGateway.Http;

namespace BotGateway.Authentication.Tokens;

/// <summary>What a sealed token says.</summary>
/// <param name="Credentials">Hex of the HMAC over the client's USER and PASS.</param>
/// <param name="Expiration">When the token's time is over.</param>
/// <param name="BodySha256">As <see cref="Claims.BodySha256"/>.</param>
/// <param name="Use">As <see cref="Claims.Use"/>.</param>
internal sealed record SealedClaims(string Credentials, DateTimeOffset Expiration, string? BodySha256, TokenUse Use) : Claims(BodySha256, Use)
{
    // A token's time may not end later than this, so that one that got away is soon worthless. Clients use 10 seconds.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    // The last instant that DateTimeOffset can hold with the grace added to it.
    private static readonly long MaxMilliseconds = (DateTimeOffset.MaxValue - Grace).ToUnixTimeMilliseconds();

    /// <summary>Reads the claims.</summary>
    /// <param name="json">
    /// The decrypted token: <c>{"credentials", "expirationTime"}</c> with the time in Unix MILLISECONDS, and perhaps <c>body_sha256</c>.
    /// </param>
    /// <exception cref="RefusalException">They do not have this form.</exception>
    public static SealedClaims Read(byte[] json, byte[] ciphertext)
    {
        try
        {
            using var document = StrictJson.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RefusalException(RefusalReason.MalformedClaims);

            var claims = new RequestBody(document.RootElement);
            // In Python, where time.time() is a float, it has a fraction.
            var expiration = claims.Find("expirationTime") is { Value: { ValueKind: JsonValueKind.Number } time }
                && time.TryGetDecimal(out var milliseconds) && milliseconds >= 0 && milliseconds <= MaxMilliseconds
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
                : throw new RefusalException(RefusalReason.MalformedClaims);
            return new SealedClaims(
                claims.RequiredText("credentials"),
                expiration,
                claims.OptionalText("body_sha256"),
                TokenUse.OfSealed(Convert.ToBase64String(ciphertext), expiration + Grace));
        }
        catch (ProblemException e)
        {
            throw new RefusalException(RefusalReason.MalformedClaims, e);
        }
    }

    public override void CheckTimes(DateTimeOffset now)
    {
        if (now - Expiration > Grace)
            throw new RefusalException(RefusalReason.Expired);
        if (Expiration - now > MostAhead)
            throw new RefusalException(RefusalReason.ExpiresTooLate);
    }

    public override void CheckCredentials(Client client, string audience)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Credentials), Encoding.UTF8.GetBytes(client.Credentials)))
            throw new RefusalException(RefusalReason.WrongCredentials);
    }
}
