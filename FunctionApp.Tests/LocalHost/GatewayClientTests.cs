using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.Client;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.LocalHost;

public sealed class GatewayClientTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly RSA GatewayKey = RSA.Create(2048);
    private static readonly RSA ClientKey = RSA.Create(2048);

    [Fact]
    public void The_signature_is_over_the_token_as_text()
    {
        var payload = Payload(Client().CreateRequest("{}"));

        Assert.True(ClientKey.VerifyData(
            Encoding.ASCII.GetBytes((string)payload["token"]!),
            Convert.FromBase64String((string)payload["signature"]!),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        Assert.False(payload.ContainsKey("key_id"));
    }

    [Fact]
    public void The_token_holds_credentials_an_expiry_in_10_seconds_and_the_hash_of_the_body()
    {
        const string Body = """{"name":"ñandú 🦤"}""";

        var claims = Claims(Client().CreateRequest($"\n {Body}\r\n"));

        // printf %s local-userlocal-pass | openssl dgst -sha256 -hmac local-pass
        Assert.Equal("31e8bf1900ca7d680bdf377d3495b555cee2ca1c83bb57c07a03d248b7c9312b", (string?)claims["credentials"]);
        Assert.Equal(Now.ToUnixTimeMilliseconds() + 10_000, (long)claims["expirationTime"]!);
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Body))), (string?)claims["body_sha256"]);
    }

    [Fact]
    public void Without_binding_the_claims_are_those_of_existing_clients()
    {
        var claims = Claims(Client(bindsBody: false).CreateRequest("{}"));

        Assert.Equal(["credentials", "expirationTime"], claims.Select(claim => claim.Key));
    }

    [Fact]
    public void A_key_id_is_sent_where_there_is_one()
    {
        var payload = Payload(Client(keyId: "shop").CreateRequest("{}"));

        Assert.Equal("shop", (string?)payload["key_id"]);
    }

    private static GatewayClient Client(bool bindsBody = true, string? keyId = null) => new(
        new GatewayCredentials(GatewayKey, ClientKey, DemoSecrets.User, DemoSecrets.Pass) { KeyId = keyId },
        new FakeTimeProvider(Now))
    {
        BindsBody = bindsBody,
    };

    private static JsonObject Payload(string request) => JsonNode.Parse(request)!["payload"]!.AsObject();

    private static JsonObject Claims(string request) => JsonNode.Parse(GatewayKey.Decrypt(
        Convert.FromBase64String((string)Payload(request)["token"]!), RSAEncryptionPadding.OaepSHA256))!.AsObject();
}
