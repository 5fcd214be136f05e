using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using BotGateway.Authentication.Keys;
using BotGateway.Http;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>
/// The form of a token that needs no decryption and so no call to the vault: a JWT (RFC 7519) in compact form that the client signed with its own key.
/// </summary>
internal sealed class SignedToken : Token
{
    // More than 128 characters of jti, each escaped, and an RSA 4096 signature take.
    private const int MostCharacters = 4096;

    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly byte[] _signed;
    private readonly string _algorithm;
    private readonly SignedClaims _claims;
    private readonly byte[] _signature;

    private SignedToken(byte[] signed, string algorithm, string clientId, SignedClaims claims, byte[] signature)
    {
        _signed = signed;
        _algorithm = algorithm;
        _claims = claims;
        _signature = signature;
        ClientId = clientId;
    }

    public override string? ClientId { get; }

    public override JsonWebKey NobodysKey => IsElliptic ? EllipticSignature.NobodysKey : RsaSignature.NobodysKey(_signature);

    private bool IsElliptic => _algorithm == SecurityAlgorithms.EcdsaSha256;

    /// <summary>Reads a JWT's three parts.</summary>
    /// <param name="keyId">Who is said to have sent it; null where only the JWT says so.</param>
    /// <exception cref="RefusalException">It, or what it claims, is malformed.</exception>
    public static SignedToken Read(string jwt, string? keyId)
    {
        if (jwt.Length > MostCharacters || jwt.Split('.') is not [var header, var claims, var signature])
            throw new RefusalException(RefusalReason.MalformedToken);

        var (algorithm, clientId) = ReadHeader(Decode(header));
        if (keyId is not null && keyId != clientId)
            throw new RefusalException(RefusalReason.ClientsDiffer);

        var signed = Encoding.ASCII.GetBytes(jwt, 0, header.Length + 1 + claims.Length);
        var token = new SignedToken(signed, algorithm, clientId, SignedClaims.Read(Decode(claims), clientId), Decode(signature));
        return token.HasPossibleLength ? token : throw new RefusalException(RefusalReason.MalformedToken);
    }

    private bool HasPossibleLength =>
        IsElliptic ? _signature.Length == EllipticSignature.Bytes : _signature.Length is >= RsaSignature.LeastBytes and <= RsaSignature.MostBytes;

    public override bool CanBeSignedBy(JsonWebKey key) =>
        IsElliptic ? key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve : RsaSignature.CanBeOf(key, _signature);

    public override bool IsSignedBy(JsonWebKey key, Signatures signatures) => signatures.Verify(key, _algorithm, _signed, _signature);

    public override Task<Claims> OpenAsync(Client client, GatewayKey gateway, CancellationToken cancellationToken) =>
        Task.FromResult<Claims>(_claims);

    // A header parameter that is not known is not ignored, as RFC 7515 would have it: keys of the sender's own (jwk, jku, x5u, x5c) and extensions
    // that must be understood (crit) have no place here.
    private static (string Algorithm, string ClientId) ReadHeader(byte[] json)
    {
        try
        {
            using var document = StrictJson.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RefusalException(RefusalReason.MalformedToken);

            var names = document.RootElement.EnumerateObject().Select(parameter => parameter.Name);
            var header = new RequestBody(document.RootElement);
            var algorithm = header.RequiredText("alg");
            var isAsExpected = names.All(name => name is "alg" or "kid" or "typ")
                && Algorithms.Contains(algorithm)
                && (header.OptionalText("typ") ?? "JWT").Equals("JWT", StringComparison.OrdinalIgnoreCase);
            return isAsExpected ? (algorithm, header.RequiredText("kid")) : throw new RefusalException(RefusalReason.MalformedToken);
        }
        catch (ProblemException e)
        {
            throw new RefusalException(RefusalReason.MalformedToken, e);
        }
    }

    private static byte[] Decode(string base64Url)
    {
        if (!Base64Url.IsValid(base64Url))
            throw new RefusalException(RefusalReason.MalformedToken);

        // Padding, white space and stray last bits are valid to the decoder, and more than one spelling of the same bytes.
        var bytes = Base64Url.DecodeFromChars(base64Url);
        return Base64Url.EncodeToString(bytes) == base64Url ? bytes : throw new RefusalException(RefusalReason.MalformedToken);
    }
}
