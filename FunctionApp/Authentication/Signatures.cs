using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication;

/// <summary>The one costly step of a signature check, for both forms of token.</summary>
public class Signatures
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Verifies a signature.</summary>
    /// <param name="key">The public key: RSA of 2048 to 4096 bits, or P-256.</param>
    /// <param name="algorithm">RS256, PS256 or ES256, to fit the key (RFC 7518, section 3.1).</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature; of ES256 r and s, 32 bytes each.</param>
    /// <returns>Whether the key's owner signed the data.</returns>
    public virtual bool Verify(JsonWebKey key, string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        // An instance of its own per call: they promise no thread safety.
        if (algorithm == SecurityAlgorithms.EcdsaSha256)
        {
            var point = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) };
            using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) });
        var padding = algorithm == SecurityAlgorithms.RsaSsaPssSha256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, padding);
    }

    /// <summary>Verifies the signature of a JWT, and nothing else of it.</summary>
    /// <param name="key">As for <see cref="Verify"/>.</param>
    /// <param name="algorithm">As for <see cref="Verify"/>; what its header says.</param>
    /// <param name="jwt">The JWT in compact form.</param>
    /// <returns>Whether the key's owner signed it.</returns>
    public async Task<bool> VerifyJwtAsync(JsonWebKey key, string algorithm, string jwt) =>
        (await Handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            CryptoProviderFactory = new Factory(this),
            ValidAlgorithms = [algorithm],
            // This key and no other, whatever the header says.
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            RequireSignedTokens = true,
            // The library's own checks of claims are looser than the protocol's: 5 minutes of clock skew, any iat, several audiences, duplicate claims.
            // SignedClaims makes them all. There is no issuer: the key says who it is.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        })).IsValid;

    // Without the library's cache of keys, which would keep those of a client that comes and goes.
    private sealed class Factory(Signatures signatures) : CryptoProviderFactory
    {
        public override SignatureProvider CreateForVerifying(SecurityKey key, string algorithm) => new Provider(signatures, (JsonWebKey)key, algorithm);
    }

    private sealed class Provider(Signatures signatures, JsonWebKey key, string algorithm) : SignatureProvider(key, algorithm)
    {
        public override bool Verify(byte[] input, byte[] signature) => signatures.Verify(key, Algorithm, input, signature);

        public override bool Verify(byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) =>
            signatures.Verify(key, Algorithm, input.AsSpan(inputOffset, inputLength), signature.AsSpan(signatureOffset, signatureLength));

        public override byte[] Sign(byte[] input) => throw new NotSupportedException("There are no private keys here.");

        protected override void Dispose(bool disposing)
        {
            // Nothing is held.
        }
    }
}
