using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using BotGateway.Http;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>A JWT (RFC 7519) in compact form, signed by the client. It needs no decryption and so no call to the vault.</summary>
internal sealed record JsonWebToken(string ClientId, JwtClaims Claims, TokenSignature Signature)
{
    // More than 128 escaped characters of jti and an RSA 4096 signature take.
    private const int MaxCharacters = 4096;

    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <param name="keyId">The request's <c>key_id</c>, which may be absent but not contradict <c>kid</c>.</param>
    public static JsonWebToken Parse(string jwt, string? keyId)
    {
        Span<Range> parts = stackalloc Range[4];
        if (jwt.Length > MaxCharacters || jwt.AsSpan().Split(parts, '.') != 3)
            throw new UnauthorizedException(RejectionReason.MalformedToken);

        var (algorithm, clientId) = TokenJson.Read(Decode(jwt.AsSpan(parts[0])), RejectionReason.MalformedToken, ReadHeader);
        if (keyId is not null && keyId != clientId)
            throw new UnauthorizedException(RejectionReason.ClientsDiffer);

        var signedBytes = Encoding.ASCII.GetBytes(jwt, 0, parts[1].End.Value);
        var claims = JwtClaims.Parse(Decode(jwt.AsSpan(parts[1])));
        var token = new JsonWebToken(clientId, claims, new TokenSignature(algorithm, signedBytes, Decode(jwt.AsSpan(parts[2]))));
        return token.Signature.HasValidLength ? token : throw new UnauthorizedException(RejectionReason.MalformedToken);
    }

    // Unknown parameters are rejected, although RFC 7515 ignores them: no keys chosen by the sender (jwk, jku, x5u, x5c), no extensions (crit).
    private static (string Algorithm, string ClientId) ReadHeader(JsonElement element)
    {
        var header = new RequestBody(element);
        var algorithm = header.RequiredText("alg");
        var isAllowed = Algorithms.Contains(algorithm)
            && HasOnlyKnown(element)
            && (header.OptionalText("typ") ?? "JWT").Equals("JWT", StringComparison.OrdinalIgnoreCase);
        return isAllowed ? (algorithm, header.RequiredText("kid")) : throw new UnauthorizedException(RejectionReason.MalformedToken);
    }

    private static bool HasOnlyKnown(JsonElement header)
    {
        foreach (var parameter in header.EnumerateObject())
        {
            if (!parameter.NameEquals("alg"u8) && !parameter.NameEquals("kid"u8) && !parameter.NameEquals("typ"u8))
                return false;
        }

        return true;
    }

    private static byte[] Decode(ReadOnlySpan<char> base64Url)
    {
        if (!Base64Url.IsValid(base64Url))
            throw new UnauthorizedException(RejectionReason.MalformedToken);

        // The decoder accepts padding, whitespace and stray trailing bits: several spellings of the same bytes.
        var bytes = Base64Url.DecodeFromChars(base64Url);
        // No spelling is shorter; the whole token has at most MaxCharacters.
        Span<char> canonical = stackalloc char[base64Url.Length];
        return base64Url.SequenceEqual(canonical[..Base64Url.EncodeToChars(bytes, canonical)])
            ? bytes
            : throw new UnauthorizedException(RejectionReason.MalformedToken);
    }
}
