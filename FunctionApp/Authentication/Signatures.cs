using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using BotGateway.Authentication.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication;

/// <summary>The one costly step of a signature check, for both forms of token.</summary>
internal class Signatures
{
    // As long as the key itself is kept: a client's by the vault, nobody's for good. Both, or the time of an import would tell the one from the other.
    private readonly ConditionalWeakTable<JsonWebKey, ImportedKey> _imported = [];

    /// <summary>Verifies a signature.</summary>
    /// <param name="algorithm">RS256, PS256 or ES256, to fit the key (RFC 7518, section 3.1).</param>
    public virtual bool Verify(JsonWebKey key, string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var imported = _imported.GetValue(key, static key => new ImportedKey(key));
        var instance = imported.Take();
        var isSigned = instance is ECDsa curve
            ? curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : ((RSA)instance).VerifyData(data, signature, HashAlgorithmName.SHA256, PaddingOf(algorithm));
        imported.PutBack(instance);
        return isSigned;
    }

    private static RSASignaturePadding PaddingOf(string algorithm) =>
        algorithm == SecurityAlgorithms.RsaSsaPssSha256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
