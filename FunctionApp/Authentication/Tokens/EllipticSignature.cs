using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>Signatures of ES256 (RFC 7518, section 3.4): ECDSA on P-256 with SHA-256, r and s of 32 bytes each.</summary>
internal static class EllipticSignature
{
    public const int Bytes = 64;

    /// <summary>A key whose private half is thrown away here.</summary>
    public static JsonWebKey NobodysKey { get; } = MakeNobodysKey();

    private static JsonWebKey MakeNobodysKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
