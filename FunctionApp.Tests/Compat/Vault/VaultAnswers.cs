using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace BotGateway.Tests.Compat.Vault;

/// <summary>The bodies that the vault answers with; null where there is none.</summary>
internal static class VaultAnswers
{
    private const string Keys = "https://local.vault.azure.net/keys";

    public static object? To(SentRequest request, InMemoryVault vault) => $"{request.Method} {request.Uri.AbsolutePath}" switch
    {
        "GET /keys/gateway/" or "GET /keys/gateway/2" => RsaKey("2", vault),
        "GET /keys/gateway/1" => RsaKey("1", vault),
        "GET /keys/curve/" => CurveKey(vault),
        "GET /keys/gateway/versions" when request.Uri.Query.Contains("skiptoken") => Page("2", null),
        "GET /keys/gateway/versions" => Page("1", vault.SecondPage),
        "POST /keys/gateway/decrypt" or "POST /keys/gateway/2/decrypt" => Decryption(request.Body, vault),
        _ => null,
    };

    private static object RsaKey(string version, InMemoryVault vault)
    {
        var numbers = vault.Rsa.ExportParameters(false);
        var (n, e) = (Text(numbers.Modulus), Text(numbers.Exponent));
        return new
        {
            key = new { kid = $"{Keys}/gateway/{version}", kty = "RSA", key_ops = new[] { "decrypt" }, n, e },
            attributes = new { enabled = true, nbf = 1_700_000_000, exp = 1_900_000_000, created = 1_600_000_000, updated = 1_650_000_000 },
        };
    }

    private static object CurveKey(InMemoryVault vault)
    {
        var point = vault.Curve.ExportParameters(false).Q;
        var (x, y) = (Text(point.X), Text(point.Y));
        return new
        {
            key = new { kid = $"{Keys}/curve/1", kty = "EC-HSM", key_ops = new[] { "verify" }, crv = "P-256", x, y },
            attributes = new { enabled = false },
        };
    }

    private static object Page(string version, Uri? nextLink) =>
        new { value = new[] { new { kid = $"{Keys}/gateway/{version}", attributes = new { enabled = version == "2" } } }, nextLink };

    private static object? Decryption(string body, InMemoryVault vault)
    {
        var operation = JsonDocument.Parse(body).RootElement;
        if (operation.GetProperty("alg").GetString() != "RSA-OAEP-256")
            return null;

        try
        {
            var ciphertext = Base64Url.DecodeFromChars(operation.GetProperty("value").GetString());
            var plaintext = vault.Rsa.Decrypt(ciphertext, RSAEncryptionPadding.OaepSHA256);
            return new { kid = $"{Keys}/gateway/2", value = Text(plaintext) };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
