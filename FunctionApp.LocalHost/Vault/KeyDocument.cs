using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Vault;

/// <summary>A key version in Key Vault's JSON, without its private part.</summary>
internal static class KeyDocument
{
    public static JsonObject Of(KeyVersion key)
    {
        var webKey = new JsonObject
        {
            ["kid"] = IdOf(key),
            ["kty"] = key.Type,
            ["key_ops"] = new JsonArray([.. key.Operations.Select(operation => JsonValue.Create(operation))]),
        };
        if (key.Type == "RSA")
            AddRsa(webKey, key.Pem);
        else
            AddEllipticCurve(webKey, key.Pem);
        return new JsonObject { ["key"] = webKey, ["attributes"] = AttributesOf(key) };
    }

    public static JsonObject ItemOf(KeyVersion key) => new() { ["kid"] = IdOf(key), ["attributes"] = AttributesOf(key) };

    public static string IdOf(KeyVersion key) => $"{LocalVault.Address}keys/{key.Name}/{key.Version}";

    private static JsonObject AttributesOf(KeyVersion key)
    {
        var attributes = new JsonObject { ["enabled"] = key.Enabled };
        if (key.NotBefore is { } notBefore)
            attributes["nbf"] = notBefore.ToUnixTimeSeconds();
        if (key.Expires is { } expires)
            attributes["exp"] = expires.ToUnixTimeSeconds();
        attributes["created"] = key.Created.ToUnixTimeSeconds();
        attributes["updated"] = key.Updated.ToUnixTimeSeconds();
        return attributes;
    }

    private static void AddRsa(JsonObject webKey, string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        webKey["n"] = Base64Url.EncodeToString(parameters.Modulus);
        webKey["e"] = Base64Url.EncodeToString(parameters.Exponent);
    }

    private static void AddEllipticCurve(JsonObject webKey, string pem)
    {
        using var curve = ECDsa.Create();
        curve.ImportFromPem(pem);
        var parameters = curve.ExportParameters(includePrivateParameters: false);
        webKey["crv"] = $"P-{curve.KeySize}";
        webKey["x"] = Base64Url.EncodeToString(parameters.Q.X);
        webKey["y"] = Base64Url.EncodeToString(parameters.Q.Y);
    }
}
