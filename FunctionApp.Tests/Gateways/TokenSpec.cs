using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Gateways;

/// <summary>An encrypted token (docs/api.md, "Encrypted tokens"), right or wrong in a single way: the client library makes right ones only.</summary>
internal sealed record TokenSpec
{
    public required string GatewayKey { get; init; }

    public required string ClientKey { get; init; }

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

    public EncryptedRequest Encrypt()
    {
        var gatewayKey = RsaPem.Keep(GatewayKey, nameof(GatewayKey));
        var clientKey = RsaPem.Keep(ClientKey, nameof(ClientKey));
        var token = gatewayKey.Encrypt(Encoding.UTF8.GetBytes(RawClaims ?? Claimed().ToJsonString(Readable.Json)), Oaep);
        var payload = new JsonObject { ["token"] = Convert.ToBase64String(token) };
        var signed = SignsBytes ? token : Encoding.ASCII.GetBytes((string)payload["token"]!);
        payload["signature"] = Convert.ToBase64String(clientKey.SignData(signed, SignatureHash, Padding));
        if (KeyId is not null)
            payload["key_id"] = KeyId;
        return new EncryptedRequest(
            (string)payload["token"]!, (string)payload["signature"]!, $$"""{"payload":{{payload.ToJsonString(Readable.Json)}},"body":{{Body}}}""");
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

/// <summary>What was made.</summary>
internal sealed record EncryptedRequest(string Token, string Signature, string Text);
