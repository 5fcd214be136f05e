using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>
/// The decrypt operation. As in Key Vault, a disabled key is rejected, while one outside its dates still decrypts: the dates limit encrypting and signing
/// only (Key Vault, "Date-time controlled operations").
/// </summary>
internal static class Decryption
{
    private const string Algorithm = "RSA-OAEP-256";

    /// <param name="body">The request's body, <c>{"alg":"RSA-OAEP-256","value":"base64url"}</c>; null if it is not JSON.</param>
    public static HttpResponseMessage Run(KeyVersion key, JsonElement? body)
    {
        if (TextOf(body, "alg") is not { } algorithm)
            return VaultError.BadParameter("Property 'alg' is required.\r\n");
        if (algorithm != Algorithm)
            return VaultError.BadParameter("Property  has invalid value\r\n");
        if (TextOf(body, "value") is not { } value || !Base64Url.IsValid(value))
            return VaultError.BadParameter("Content of 'value' is not base64url.\r\nProperty 'value' is required.\r\n");
        if (!key.Enabled)
            return VaultError.KeyDisabled();
        if (!key.Operations.Contains(KeyVersion.Decrypt))
            return VaultError.OperationForbidden();

        var rsa = RsaPem.Keep(key.Pem, $"Key {key} in the local vault");
        try
        {
            var plain = rsa.Decrypt(Base64Url.DecodeFromChars(value), RSAEncryptionPadding.OaepSHA256);
            var answer = new JsonObject { ["kid"] = KeyDocument.IdOf(key), ["value"] = Base64Url.EncodeToString(plain) };
            return Answer.Json(HttpStatusCode.OK, answer);
        }
        catch (CryptographicException)
        {
            return VaultError.BadParameter("The parameter is incorrect.\r\n");
        }
    }

    private static string? TextOf(JsonElement? body, string property) =>
        body is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
