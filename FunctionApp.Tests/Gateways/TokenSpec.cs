using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Gateways;

/// <summary>An encrypted token (docs/api.md, "Encrypted tokens"), right or wrong in a single way: the client library makes right ones only.</summary>
internal sealed record TokenSpec
{
    public required RSA GatewayKey { get; init; }

    public required RSA ClientKey { get; init; }

    public required string User { get; init; }

    public required string Pass { get; init; }

    /// <summary>The client's clock, Unix milliseconds.</summary>
    public required long Now { get; init; }

    public string? KeyId { get; init; }

    /// <summary>Sent as it stands.</summary>
    public string Body { get; init; } = """{"event_name":"check_credentials"}""";

    public bool BindsBody { get; init; }

    /// <summary>Claims beside the usual ones, or in their place.</summary>
    public JsonObject? Claims { get; init; }

    /// <summary>The plaintext of the token in place of all claims.</summary>
    public string? RawClaims { get; init; }

    public RSAEncryptionPadding Oaep { get; init; } = RSAEncryptionPadding.OaepSHA256;

    public HashAlgorithmName SignatureHash { get; init; } = HashAlgorithmName.SHA256;

    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pkcs1;

    /// <summary>Signs what the token decodes to, not its text.</summary>
    public bool SignsBytes { get; init; }

    public (string Token, string Signature, string Text) Encrypt()
    {
        var bytes = GatewayKey.Encrypt(Encoding.UTF8.GetBytes(RawClaims ?? Claimed().ToJsonString(Readable.Json)), Oaep);
        var token = Convert.ToBase64String(bytes);
        var signature = Convert.ToBase64String(ClientKey.SignData(SignsBytes ? bytes : Encoding.ASCII.GetBytes(token), SignatureHash, Padding));
        var payload = new JsonObject { ["token"] = token, ["signature"] = signature };
        if (KeyId is not null)
            payload["key_id"] = KeyId;
        return (token, signature, $$"""{"payload":{{payload.ToJsonString(Readable.Json)}},"body":{{Body}}}""");
    }

    private JsonObject Claimed()
    {
        var claims = new JsonObject { ["credentials"] = GatewayCredentials.Derive(User, Pass), ["expirationTime"] = Now + 10_000 };
        if (BindsBody)
            claims["body_sha256"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));
        foreach (var (name, value) in Claims ?? [])
            claims[name] = value?.DeepClone();
        return claims;
    }
}
