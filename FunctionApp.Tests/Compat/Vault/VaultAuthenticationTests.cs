using Azure.Core;
using BotGateway.Tests.OpenAI;

namespace BotGateway.Tests.Compat.Vault;

public sealed class VaultAuthenticationTests
{
    private const string Key = """{"key":{"kid":"https://local.vault.azure.net/keys/gateway/2","kty":"RSA","n":"AQAB","e":"AQAB"},"attributes":{}}""";

    private readonly List<TokenRequestContext> _asked = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_sent_only_after_a_challenge_and_from_then_on_without_one()
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(), ScriptedService.Json(200, Key));
        var client = ScriptedVault.Client(vault, _asked);

        await client.GetKeyAsync("gateway", cancellationToken: Cancellation);
        await client.GetKeyAsync("gateway", cancellationToken: Cancellation);

        Assert.Equal([null, "Bearer the-token", "Bearer the-token"], vault.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization")));
        var asked = Assert.Single(_asked);
        Assert.Equal(["https://vault.azure.net/.default"], asked.Scopes);
        Assert.Equal("some-tenant", asked.TenantId);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_vault_that_is_not_https()
    {
        using var vault = new ScriptedService(ScriptedService.Json(200, Key));
        var client = ScriptedVault.Client(vault, _asked, new Uri("http://local.vault.azure.net"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetKeyAsync("gateway", cancellationToken: Cancellation));

        Assert.Empty(vault.Requests);
        Assert.Empty(_asked);
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("https://ault.azure.net")]
    [InlineData("https://local.vault.azure.net.example.org")]
    public async Task A_challenge_for_a_resource_that_the_vault_does_not_belong_to_gets_no_token(string resource)
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge(resource), ScriptedService.Json(200, Key));
        var client = ScriptedVault.Client(vault, _asked);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetKeyAsync("gateway", cancellationToken: Cancellation));

        Assert.Empty(_asked);
    }

    [Fact]
    public async Task The_check_of_the_resource_can_be_switched_off()
    {
        using var vault = new ScriptedService(ScriptedVault.Challenge("https://example.org"), ScriptedService.Json(200, Key));
        var client = ScriptedVault.Client(vault, disableVerification: true);

        Assert.Equal("gateway", (await client.GetKeyAsync("gateway", cancellationToken: Cancellation)).Value.Name);
    }

    [Fact]
    public async Task A_link_to_another_host_gets_no_token()
    {
        using var vault = new ScriptedService(
            ScriptedVault.Challenge(),
            ScriptedService.Json(200, """{"value":[],"nextLink":"https://example.org/keys/gateway/versions?skiptoken"}"""),
            ScriptedVault.Challenge());
        var versions = ScriptedVault.Client(vault).GetPropertiesOfKeyVersionsAsync("gateway", Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await versions.ToListAsync(Cancellation));

        Assert.DoesNotContain(vault.Requests, request => request.Line.Contains("example.org", StringComparison.Ordinal) && request.Headers.ContainsKey("Authorization"));
    }
}
