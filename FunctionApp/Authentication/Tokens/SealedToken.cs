using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>The form of a token that only the gateway's key opens, with a signature that only the client's key makes.</summary>
public sealed class SealedToken : Token
{
    private readonly string _text;
    private readonly byte[] _ciphertext;
    private readonly byte[] _signature;

    private SealedToken(string text, string signature, string? clientId)
    {
        _text = text;
        // The claims under the gateway's public key: RSAES-OAEP with SHA-256.
        _ciphertext = Decode(text);
        _signature = Decode(signature);
        ClientId = clientId;
    }

    /// <inheritdoc/>
    public override string? ClientId { get; }

    /// <inheritdoc/>
    public override JsonWebKey NobodysKey => RsaSignature.NobodysKey(_signature);

    /// <summary>Reads a token and its signature.</summary>
    /// <param name="token">Base64 of the encrypted claims.</param>
    /// <param name="signature">Base64 of an RSASSA-PKCS1-v1_5 signature with SHA-256.</param>
    /// <param name="clientId">Who is said to have sent it; null for the default client.</param>
    /// <returns>The token.</returns>
    /// <exception cref="RefusalException">One of them is malformed.</exception>
    public static SealedToken Read(string token, string signature, string? clientId) => new(token, signature, clientId);

    /// <inheritdoc/>
    public override bool CanBeSignedBy(JsonWebKey key) => RsaSignature.CanBeOf(key, _signature);

    /// <inheritdoc/>
    public override Task<bool> IsSignedByAsync(JsonWebKey key, Signatures signatures) =>
        // The signature covers the token's text, not what it decodes to.
        Task.FromResult(signatures.Verify(key, SecurityAlgorithms.RsaSha256, Encoding.ASCII.GetBytes(_text), _signature));

    /// <inheritdoc/>
    public override async Task<Claims> OpenAsync(Client client, GatewayKey gateway, CancellationToken cancellation) => SealedClaims.Read(
        await gateway.DecryptAsync(client, _ciphertext, cancellation) ?? throw new RefusalException(RefusalReason.NotDecryptable), _text);

    // Many strings decode to the same bytes (blanks, stray last bits); only the canonical one is taken, or one token could be used twice.
    private static byte[] Decode(string base64)
    {
        var bytes = new byte[RsaSignature.MostBytes];
        if (base64.Length > RsaSignature.MostBytes * 2
            || !Convert.TryFromBase64String(base64, bytes, out var length) || length < RsaSignature.LeastBytes)
        {
            throw new RefusalException(RefusalReason.MalformedToken);
        }

        var decoded = bytes[..length];
        return Convert.ToBase64String(decoded) == base64 ? decoded : throw new RefusalException(RefusalReason.MalformedToken);
    }
}
