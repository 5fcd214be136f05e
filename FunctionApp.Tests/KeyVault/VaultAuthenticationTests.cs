using System.Net;
using Azure.Core;
using Azure.Identity;

namespace BotGateway.Tests.KeyVault;

public sealed class VaultAuthenticationTests : IDisposable
{
    private readonly VaultFixture _vault = new();

    [Fact]
    public async Task A_call_without_a_token_is_answered_with_the_challenge()
    {
        using var response = await _vault.Anonymous.GetAsync(
            new Uri("keys/gateway?api-version=7.4", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var challenge = Assert.Single(response.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Matches(
            "\\Aauthorization=\"https://login\\.microsoftonline\\.com/[0-9a-f-]{36}\", resource=\"https://vault\\.azure\\.net\"\\z",
            challenge.Parameter);
        Assert.Equal("Unauthorized", await VaultFixture.ErrorCode(response));
    }

    [Fact]
    public async Task A_token_of_another_vault_is_a_401()
    {
        using var other = new VaultFixture();
        using var request = new HttpRequestMessage(HttpMethod.Get, "keys/gateway?api-version=7.4");
        request.Headers.Authorization = other.Client.DefaultRequestHeaders.Authorization;

        using var response = await _vault.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_call_without_a_token_counts_as_a_challenge_and_not_as_the_operation()
    {
        using var response = await _vault.Anonymous.GetAsync(
            new Uri("keys/gateway?api-version=7.4", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (_vault.Vault.Calls.Count("challenge"), _vault.Vault.Calls.Count("get-key")));
    }

    [Fact]
    public void The_credential_gives_no_token_for_another_service()
    {
        var storage = new TokenRequestContext(["https://storage.azure.com/.default"]);

        Assert.Throws<AuthenticationFailedException>(
            () => _vault.Vault.Credential.GetToken(storage, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_vault_serves_no_other_host()
    {
        var elsewhere = new Uri("https://other.vault.azure.net/keys/gateway?api-version=7.4");

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => _vault.Client.GetAsync(elsewhere, TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.NameResolutionError, refused.HttpRequestError);
    }

    public void Dispose() => _vault.Dispose();
}
