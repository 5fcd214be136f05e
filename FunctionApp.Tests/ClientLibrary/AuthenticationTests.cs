using System.Net;
using System.Security.Cryptography;
using BotGateway.Client;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.ClientLibrary;

public sealed class AuthenticationTests(AuthenticationTests.Keys keys) : IClassFixture<AuthenticationTests.Keys>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DemoSecrets.ClientId, "RS256")]
    [InlineData(Gateway.Acme, "PS256")]
    [InlineData(Gateway.Curve, "ES256")]
    public async Task A_JWT_is_signed_with_each_algorithm(string id, string algorithm)
    {
        var options = keys.Gateway.ClientOptions(id);
        (options.Signer, options.PrivateKeyPem) = (RequestSigner.FromPem(options.PrivateKeyPem!, algorithm), null);
        using var client = new BotGatewayClient(options);

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
        Assert.Equal(algorithm, options.Signer.Algorithm);
    }

    [Theory]
    [InlineData(DemoSecrets.ClientId, DemoSecrets.User, DemoSecrets.Pass)]
    [InlineData(Gateway.Acme, "acme-user", "acme-pass")]
    public async Task A_gateway_without_audience_gets_encrypted_tokens(string id, string user, string pass)
    {
        using var client = new BotGatewayClient(WithEncryptedToken(id, user, pass));

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
    }

    [Fact]
    public async Task A_vault_signs_through_a_function()
    {
        var vault = keys.Gateway.Credentials().ClientKey;
        var options = keys.Gateway.ClientOptions();
        options.PrivateKeyPem = null;
        options.Signer = RequestSigner.FromFunction(
            "PS256", (data, _) => Task.FromResult(vault.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        using var client = new BotGatewayClient(options);

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
    }

    [Fact]
    public async Task Concurrent_requests_have_tokens_of_their_own()
    {
        using var client = new BotGatewayClient(keys.Gateway.ClientOptions());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CheckCredentialsAsync(Cancellation)));

        Assert.All(answers, answer => Assert.True(answer.Auth));
    }

    [Fact]
    public async Task A_rejected_request_names_no_secret()
    {
        using var requests = new TableFaults();
        using var http = new HttpClient(requests, disposeHandler: false);
        var options = WithEncryptedToken(DemoSecrets.ClientId, "wrong-user", "wrong-pass");
        using var client = new BotGatewayClient(options, http);

        var failure = await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.CheckCredentialsAsync(Cancellation));

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (failure.Status, failure.Message));
        Assert.True(Guid.TryParse(failure.RequestId, out _));
        var token = Assert.Single(requests.Requests).Split('"')[5];
        Assert.All(["wrong-user", "wrong-pass", token, "PRIVATE KEY"], secret => Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal));
    }

    private BotGatewayClientOptions WithEncryptedToken(string id, string user, string pass)
    {
        var options = keys.Gateway.ClientOptions(id);
        options.Audience = null;
        options.EncryptedToken = new() { GatewayPublicKeyPem = keys.Gateway.Credentials().GatewayKey.ExportSubjectPublicKeyInfoPem(), User = user, Pass = pass };
        return options;
    }

    public sealed class Keys(TableService tables) : SharedGateway(tables)
    {
        protected override GatewayBuilder Configure(GatewayBuilder builder) => builder.WithCurveClient();
    }
}
