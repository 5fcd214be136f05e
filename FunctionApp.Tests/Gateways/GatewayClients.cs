using BotGateway.Client;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Gateways;

/// <summary>The client library's view of a gateway.</summary>
internal static class GatewayClients
{
    /// <summary>How a client of the gateway uses it: with JWTs and the gateway's clock.</summary>
    public static BotGatewayClientOptions ClientOptions(this Gateway gateway, string client = DemoSecrets.ClientId) => new()
    {
        Endpoint = new Uri(gateway.Http.BaseAddress!, "lambda"),
        ClientId = client,
        Audience = GatewayTokens.Audience,
        PrivateKeyPem = client == Gateway.Curve
            ? gateway.CurveKey.ExportPkcs8PrivateKeyPem()
            : gateway.Credentials(client).ClientKey.ExportPkcs8PrivateKeyPem(),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        TimeProvider = gateway.Service<TimeProvider>(),
    };
}
