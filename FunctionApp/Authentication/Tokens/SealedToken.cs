using System.Text;
using BotGateway.Authentication.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>The form of a token that only the gateway's key opens, with a signature that only the client's key makes.</summary>
internal sealed class SealedToken : Token
{
    private readonly byte[] _text;
    private readonly byte[] _ciphertext;
    private readonly byte[] _signature;

    private SealedToken(string text, string signature, string? clientId)
    {
        // The signature covers the token as it was sent, in whichever spelling, not what it decodes to.
        _text = Encoding.ASCII.GetBytes(text);
        // The claims under the gateway's public key: RSAES-OAEP with SHA-256.
        _ciphertext = Decode(text);
        _signature = Decode(signature);
        ClientId = clientId;
    }

    public override string? ClientId { get; }

    public override JsonWebKey NobodysKey => RsaSignature.NobodysKey(_signature);

    /// <summary>Reads a token and its signature.</summary>
    /// <param name="signature">Base64 or base64url of an RSASSA-PKCS1-v1_5 signature with SHA-256.</param>
    /// <exception cref="RefusalException">One of them is malformed.</exception>
    public static SealedToken Read(string token, string signature, string? clientId) => new(token, signature, clientId);

    public override bool CanBeSignedBy(JsonWebKey key) => RsaSignature.CanBeOf(key, _signature);

    public override bool IsSignedBy(JsonWebKey key, Signatures signatures) =>
        signatures.Verify(key, SecurityAlgorithms.RsaSha256, _text, _signature);

    public override async Task<Claims> OpenAsync(Client client, GatewayKey gateway, CancellationToken cancellationToken) => SealedClaims.Read(
        await gateway.DecryptAsync(client, _ciphertext, cancellationToken) ?? throw new RefusalException(RefusalReason.NotDecryptable), _ciphertext);

    // As old clients may spell it: with the line breaks of MIME, in the alphabet of base64url, without padding. What is used up is what it decodes to,
    // so one ciphertext lets in once in all its spellings. Others (blanks, stray last bits) are no encoder's.
    private static byte[] Decode(string text)
    {
        var bytes = new byte[RsaSignature.MostBytes];
        var base64 = text.Length > RsaSignature.MostBytes * 2 ? "" : Normalize(text);
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < RsaSignature.LeastBytes)
        {
            throw new RefusalException(RefusalReason.MalformedToken);
        }

        var decoded = bytes[..length];
        return Convert.ToBase64String(decoded) == base64 ? decoded : throw new RefusalException(RefusalReason.MalformedToken);
    }

    private static string Normalize(string text)
    {
        var base64 = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace('-', '+').Replace('_', '/');
        return base64.Contains('=', StringComparison.Ordinal) ? base64 : base64.PadRight((base64.Length + 3) / 4 * 4, '=');
    }
}
