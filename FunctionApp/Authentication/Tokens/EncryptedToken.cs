using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>Claims encrypted with the gateway's public key (RSAES-OAEP with SHA-256) and signed by the client (RSASSA-PKCS1-v1_5 with SHA-256).</summary>
internal sealed record EncryptedToken(byte[] Ciphertext, TokenSignature Signature)
{
    public string CanonicalText => Convert.ToBase64String(Ciphertext);

    public static EncryptedToken Parse(string token, string signature)
    {
        var ciphertext = Decode(token);
        // The signature covers the token as sent, in any spelling, not what it decodes to.
        return new EncryptedToken(ciphertext, new TokenSignature(SecurityAlgorithms.RsaSha256, Encoding.ASCII.GetBytes(token), Decode(signature)));
    }

    // Any spelling that an encoder produces: MIME line breaks, base64url, no padding; but no other whitespace and no stray trailing bits.
    private static byte[] Decode(string text)
    {
        var bytes = new byte[TokenSignature.MaxRsaBytes];
        var base64 = text.Length > TokenSignature.MaxRsaBytes * 2 ? "" : Normalize(text);
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < TokenSignature.MinRsaBytes)
            throw new UnauthorizedException(RejectionReason.MalformedToken);

        var decoded = bytes[..length];
        return Convert.ToBase64String(decoded) == base64 ? decoded : throw new UnauthorizedException(RejectionReason.MalformedToken);
    }

    private static string Normalize(string text)
    {
        var base64 = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace('-', '+').Replace('_', '/');
        return base64.Contains('=', StringComparison.Ordinal) ? base64 : base64.PadRight((base64.Length + 3) / 4 * 4, '=');
    }
}
