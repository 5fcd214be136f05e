using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Client;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Gateways;

/// <summary>How clients of a gateway authenticate, also with tokens that the client library does not make.</summary>
internal static class GatewayTokens
{
    public const string Audience = "bot-gateway";

    /// <summary>How a client of the gateway uses it: with JWTs and the gateway's clock.</summary>
    public static BotGatewayClientOptions ClientOptions(this Gateway gateway, string client = DemoSecrets.ClientId) => new()
    {
        Endpoint = new Uri(gateway.Http.BaseAddress!, "lambda"),
        ClientId = client,
        Audience = Audience,
        PrivateKeyPem = client == Gateway.Curve
            ? gateway.CurveKey.ExportPkcs8PrivateKeyPem()
            : gateway.Credentials(client).ClientKey.ExportPkcs8PrivateKeyPem(),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        TimeProvider = gateway.Service<TimeProvider>(),
    };

    /// <summary>An ordinary encrypted token of a client.</summary>
    public static TokenSpec Token(this Gateway gateway, string client = DemoSecrets.ClientId)
    {
        var credentials = gateway.Credentials(client);
        return new TokenSpec
        {
            GatewayKey = credentials.GatewayKey,
            ClientKey = credentials.ClientKey,
            User = client == Gateway.Acme ? "acme-user" : DemoSecrets.User,
            Pass = client == Gateway.Acme ? "acme-pass" : DemoSecrets.Pass,
            KeyId = credentials.KeyId,
            Now = gateway.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }

    public static Task<GatewayAnswer> CallAsync(this Gateway gateway, TokenSpec token) => gateway.SendAsync(token.Encrypt().Text);

    public static Task<GatewayAnswer> SendAsync(this Gateway gateway, string request) =>
        gateway.Http.SendRequestAsync(request, TestContext.Current.CancellationToken);

    public static async Task<GatewayAnswer> PostAsync(this Gateway gateway, HttpContent content, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "lambda") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new GatewayAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.GetValues("x-request-id").Single());
    }

    /// <summary>An ordinary JWT of a client.</summary>
    public static Jwt Jwt(this Gateway gateway, string client = DemoSecrets.ClientId, string algorithm = "RS256", string body = Gateways.Jwt.Body)
    {
        var now = gateway.Service<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        return new Jwt
        {
            Header = new JsonObject { ["alg"] = algorithm, ["kid"] = client },
            Claims = new JsonObject
            {
                ["iat"] = now,
                ["exp"] = now + 60,
                ["jti"] = Guid.NewGuid().ToString(),
                ["aud"] = Audience,
                ["body_sha256"] = Gateways.Jwt.HashOf(body),
            },
            Sign = algorithm == "ES256" ? Gateways.Jwt.Signer(gateway.CurveKey) : Gateways.Jwt.Signer(gateway.Credentials(client).ClientKey, algorithm),
        };
    }

    public static Task<GatewayAnswer> SendAsync(this Gateway gateway, Jwt jwt, string body = Gateways.Jwt.Body) =>
        gateway.SendTokenAsync(jwt.ToString(), jwt.KeyId, body);

    public static Task<GatewayAnswer> SendTokenAsync(this Gateway gateway, string token, string? keyId = null, string body = Gateways.Jwt.Body)
    {
        var payload = new JsonObject { ["token"] = token };
        if (keyId is not null)
            payload["key_id"] = keyId;
        return gateway.SendAsync($$"""{"payload":{{payload.ToJsonString()}},"body":{{body}}}""");
    }

    /// <summary>The one 401, byte for byte, and in the log the reason that the caller does not learn.</summary>
    public static void AssertUnauthorized(this Gateway gateway, GatewayAnswer answer, RejectionReason reason)
    {
        Expected.Unauthorized(answer);
        Assert.Equal($"{reason}", gateway.Log.Of(answer.RequestId).Values["Reason"]);
    }
}
