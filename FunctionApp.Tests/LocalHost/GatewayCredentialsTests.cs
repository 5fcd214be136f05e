using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.LocalHost;

public sealed class GatewayCredentialsTests
{
    // printf %s local-userlocal-pass | openssl dgst -sha256 -hmac local-pass
    [Fact]
    public void The_credentials_are_those_of_existing_clients() => Assert.Equal(
        "31e8bf1900ca7d680bdf377d3495b555cee2ca1c83bb57c07a03d248b7c9312b", GatewayCredentials.Derive(DemoSecrets.User, DemoSecrets.Pass));
}
