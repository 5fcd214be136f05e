using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Azure.Security.KeyVault.Keys;
using BotGateway.KeyVault;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace BotGateway.Authentication.Keys;

/// <summary>A client's public key in a setting, for clients of the previous service: they provided only that, and the vault imports pairs only.</summary>
internal static class ClientPublicKey
{
    private const string PublicKeyInfo = "PUBLIC KEY";
    private const string Rsa = "RSA PUBLIC KEY";

    public const string Expected = "an RSA public key of 2048 to 4096 bits that is not weak, in PEM or in base64 of its DER form (SubjectPublicKeyInfo)";

    public static bool IsPrivate(string text) => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    /// <summary>Reads the key by the same rules as one in the vault.</summary>
    /// <param name="text">Base64 or PEM, whose line breaks may have become spaces or <c>\n</c> in an app setting.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out JsonWebKey? key)
    {
        key = null;
        using var rsa = RSA.Create();
        try
        {
            Import(rsa, text.Replace(@"\n", "\n", StringComparison.Ordinal).Trim());
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            var asInVault = KeyModelFactory.KeyVaultKey(
                KeyModelFactory.KeyProperties(name: "client"),
                KeyModelFactory.JsonWebKey(KeyType.Rsa, keyOps: [KeyOperation.Verify], e: parameters.Exponent, n: parameters.Modulus));
            (key, _) = PublicPart.Of(asInVault);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            // Returns false.
        }

        return key is not null;
    }

    private static void Import(RSA rsa, string text)
    {
        var isPem = PemEncoding.TryFind(text, out var fields);
        var label = isPem ? text[fields.Label] : PublicKeyInfo;
        var der = Convert.FromBase64String(isPem ? text[fields.Base64Data] : text);
        if (label == PublicKeyInfo)
            rsa.ImportSubjectPublicKeyInfo(der, out _);
        else if (label == Rsa)
            rsa.ImportRSAPublicKey(der, out _);
        else
            throw new FormatException("No public key.");
    }
}
