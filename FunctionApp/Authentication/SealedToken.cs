using System.Text;
using BotGateway.Requests;

namespace BotGateway.Authentication;

/// <summary>The form of a token that only the gateway's key opens, with a signature that only the client's key makes.</summary>
/// <param name="SignedBytes">What the signature covers: the ASCII bytes of the token's text, not of what it decodes to.</param>
/// <param name="Ciphertext">The claims under the gateway's public key (RSAES-OAEP with SHA-256).</param>
/// <param name="Signature">RSASSA-PKCS1-v1_5 with SHA-256.</param>
public sealed record SealedToken(byte[] SignedBytes, byte[] Ciphertext, byte[] Signature)
{
    // RSA 2048 to 4096, the gateway's and the clients' possible key sizes.
    private const int LeastBytes = 256;
    private const int MostBytes = 512;

    /// <summary>Reads the token and the signature of a request.</summary>
    /// <param name="envelope">The request.</param>
    /// <returns>Both, decoded.</returns>
    /// <exception cref="RefusalException">One is missing or malformed.</exception>
    public static SealedToken Read(Envelope envelope)
    {
        if (envelope.Token is not { } token || envelope.Signature is not { } signature)
            throw new RefusalException(RefusalReason.NoToken);

        return new SealedToken(Encoding.UTF8.GetBytes(token), Decode(token), Decode(signature));
    }

    // Many strings decode to the same bytes (blanks, stray last bits); only the canonical one is taken, or one token could be used twice.
    private static byte[] Decode(string base64)
    {
        var bytes = new byte[MostBytes];
        if (base64.Length > MostBytes * 2 || !Convert.TryFromBase64String(base64, bytes, out var length) || length < LeastBytes)
            throw new RefusalException(RefusalReason.MalformedToken);

        var decoded = bytes[..length];
        return Convert.ToBase64String(decoded) == base64 ? decoded : throw new RefusalException(RefusalReason.MalformedToken);
    }
}
