using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Authentication.Signed;

/// <summary>A gateway whose clock stands still, with the client <c>curve</c> beside the usual ones, whose key is on P-256.</summary>
public sealed class SignedGateway(TableService tables, NodeClient node) : IAsyncLifetime
{
    public const string Curve = "curve";
    public const string Audience = "bot-gateway";

    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SealedGateway Sealed { get; } = new(tables, node)
    {
        Settings = { ["Clients:9:Id"] = Curve, ["Clients:9:Credentials"] = GatewayCredentials.Derive("u", "p") },
    };

    public DateTimeOffset Now => Sealed.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        await Sealed.InitializeAsync();
        new KeyStore(Sealed.Gateway.DataDirectory, TimeProvider.System).Add($"client-{Curve}", _curve, KeyVersion.Verify);
    }

    public async ValueTask DisposeAsync()
    {
        await Sealed.DisposeAsync();
        _curve.Dispose();
    }

    /// <summary>A JWT that lets its client in.</summary>
    public Jwt Jwt(string client = DemoSecrets.ClientId, string algorithm = "RS256", string body = Signed.Jwt.Body) => new()
    {
        Header = new JsonObject { ["alg"] = algorithm, ["kid"] = client },
        Claims = new JsonObject
        {
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["exp"] = Now.ToUnixTimeSeconds() + 60,
            ["jti"] = Guid.NewGuid().ToString(),
            ["aud"] = Audience,
            ["body_sha256"] = Signed.Jwt.HashOf(body),
        },
        Sign = algorithm == "ES256" ? Signed.Jwt.Signer(_curve) : Signed.Jwt.Signer(Sealed.Gateway.Credentials(client).ClientKey, algorithm),
    };

    public Task<GatewayAnswer> SendAsync(Jwt jwt, string body = Signed.Jwt.Body) => SendAsync(jwt.ToString(), jwt.KeyId, body);

    public Task<GatewayAnswer> SendAsync(string token, string? keyId = null, string body = Signed.Jwt.Body)
    {
        var payload = new JsonObject { ["token"] = token };
        if (keyId is not null)
            payload["key_id"] = keyId;
        return Sealed.SendAsync($$"""{"payload":{{payload.ToJsonString()}},"body":{{body}}}""");
    }

    internal void AssertRefused(GatewayAnswer answer, RejectionReason reason) => Sealed.AssertRefused(answer, reason);
}
