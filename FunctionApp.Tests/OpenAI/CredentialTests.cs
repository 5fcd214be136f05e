using Azure.Core;
using Azure.Identity;
using BotGateway.Http;

namespace BotGateway.Tests.OpenAI;

public sealed class CredentialTests
{
    private readonly FakeIdentity _identity = new();

    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task Where_a_key_is_set_it_is_sent_and_the_identity_is_not_asked(string provider, string operation)
    {
        var sent = await SendAsync(provider, operation, key: "a-key");

        Assert.Equal(
            provider == "azure" ? ("a-key", null) : (null, "Bearer a-key"),
            (sent.Headers.GetValueOrDefault("api-key"), sent.Headers.GetValueOrDefault("Authorization")));
        Assert.Empty(_identity.Scopes);
    }

    [Theory]
    [InlineData("chat", null)]
    [InlineData("chat", "")]
    [InlineData("create-job", null)]
    [InlineData("upload", null)]
    public async Task Without_a_key_the_apps_identity_opens_Azure(string operation, string? key)
    {
        var sent = await SendAsync("azure", operation, key);

        Assert.Equal("Bearer an-identity", sent.Headers["Authorization"]);
        Assert.False(sent.Headers.ContainsKey("api-key"));
        Assert.Equal(["https://cognitiveservices.azure.com/.default"], _identity.Scopes);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("create-job")]
    [InlineData("upload")]
    public async Task An_identity_that_gets_no_token_is_the_gateways_fault_a_500(string operation)
    {
        _identity.Failure = new CredentialUnavailableException("No identity here.");
        var service = new ScriptedService(ScriptedService.Json(200, "{}"));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(
            () => Operations.All[operation](Service.Over(service, key: null, identity: _identity), TestContext.Current.CancellationToken));

        Assert.Equal((ErrorKind.Internal, "The gateway could not prove its identity to the model service."), (problem.Kind, problem.Message));
        Assert.Empty(service.Requests);
    }

    private async Task<SentRequest> SendAsync(string provider, string operation, string? key)
    {
        var service = new ScriptedService(ScriptedService.Error(400));
        var models = Service.Over(service, provider, key: key, identity: _identity);
        await Assert.ThrowsAnyAsync<GatewayException>(() => Operations.All[operation](models, TestContext.Current.CancellationToken));
        return Assert.Single(service.Requests);
    }

    private sealed class FakeIdentity : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public Exception? Failure { get; set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return Failure is null ? new AccessToken("an-identity", DateTimeOffset.UtcNow.AddHours(1)) : throw Failure;
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
