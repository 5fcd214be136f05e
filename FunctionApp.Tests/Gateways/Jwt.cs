using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BotGateway.Tests.Gateways;

/// <summary>A JWT in the making, made without the library that the gateway reads it with.</summary>
public sealed class Jwt
{
    public const string Body = """{"event_name":"check_credentials"}""";

    public JsonObject Header { get; init; } = [];

    public JsonObject Claims { get; init; } = [];

    /// <summary>In place of <see cref="Header"/>.</summary>
    public string? HeaderText { get; set; }

    /// <summary>In place of <see cref="Claims"/>.</summary>
    public string? ClaimsText { get; set; }

    public required Func<byte[], byte[]> Sign { get; set; }

    public string? KeyId { get; set; }

    /// <summary>Its three parts, the last of them over the first two.</summary>
    public string[] Parts()
    {
        var header = Encode(HeaderText ?? Header.ToJsonString());
        var claims = Encode(ClaimsText ?? Claims.ToJsonString());
        return [header, claims, Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes($"{header}.{claims}")))];
    }

    public override string ToString() => string.Join('.', Parts());

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public static string HashOf(string body) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    public static Func<byte[], byte[]> Signer(RSA key, string algorithm) => data => key.SignData(
        data, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

    public static Func<byte[], byte[]> Signer(ECDsa key) => data => key.SignData(data, HashAlgorithmName.SHA256);
}
