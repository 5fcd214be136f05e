using System.Net;
using BotGateway.LocalHost.OpenAI.Management;

namespace BotGateway.Tests.Simulation.Management;

public sealed class RefusalTests : IDisposable
{
    private readonly ManagementFixture _azure = new();

    [Fact]
    public async Task Without_a_token_it_is_a_401_with_a_challenge()
    {
        _azure.Authenticate(null);

        using var response = await _azure.Get("chistes");

        Assert.Equal((HttpStatusCode.Unauthorized, "AuthenticationFailed"), (response.StatusCode, await ManagementFixture.Code(response)));
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task The_vaults_token_is_a_401()
    {
        _azure.Authenticate(_azure.TokenFor("https://vault.azure.net/.default"));

        using var response = await _azure.Get("chistes");

        Assert.Equal(
            (HttpStatusCode.Unauthorized, "InvalidAuthenticationToken"), (response.StatusCode, await ManagementFixture.Code(response)));
    }

    [Theory]
    [InlineData("", "MissingApiVersionParameter")]
    [InlineData("?api-version=2020-01-01", "InvalidApiVersionParameter")]
    public async Task A_version_that_it_does_not_know_is_a_400(string query, string code)
    {
        using var response = await _azure.Send(HttpMethod.Get, $"{SimulatedManagement.AccountId}/deployments/chistes{query}");

        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, await ManagementFixture.Code(response)));
    }

    [Theory]
    [InlineData(
        "/subscriptions/0/resourceGroups/local/providers/Microsoft.CognitiveServices/accounts/local/deployments/chistes",
        "ParentResourceNotFound")]
    [InlineData("/subscriptions/0/resourceGroups/local", "InvalidResourceType")]
    [InlineData(SimulatedManagement.AccountId + "/deployments/chistes", "ResourceNotFound")]
    public async Task What_is_not_there_is_a_404(string path, string code)
    {
        using var response = await _azure.Send(HttpMethod.Get, $"{path}?{ManagementFixture.ApiVersion}");

        Assert.Equal((HttpStatusCode.NotFound, code), (response.StatusCode, await ManagementFixture.Code(response)));
    }

    [Theory]
    [InlineData("chistes", "gpt-4.1-mini", "DeploymentModelNotSupported")]
    [InlineData("chistes", "gpt-4.1-mini-2025-04-14.ft-0", "DeploymentModelNotSupported")]
    [InlineData("c", "gpt-4.1-mini", "InvalidResourceName")]
    public async Task Only_a_trained_model_can_be_deployed_and_only_under_a_proper_name(string name, string model, string code)
    {
        using var response = await _azure.Put(name, model);

        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, await ManagementFixture.Code(response)));
    }

    [Theory]
    [InlineData("""{"properties":{"model":{"format":"OpenAI","name":"m","version":"1"}}}""")]
    [InlineData("""{"sku":{"name":"standard"},"properties":{"model":{"format":"OpenAI","name":"m","version":"1"}}}""")]
    [InlineData("""{"sku":{"name":"standard","capacity":1},"properties":{"model":{"format":"OpenAI","name":"m"}}}""")]
    [InlineData("""{"sku":{"name":"standard","capacity":1},"properties":{"model":{"format":"Meta","name":"m","version":"1"}}}""")]
    [InlineData("""{"sku":{"name":"standard","capacity":1}}""")]
    public async Task A_body_with_something_missing_is_a_400(string body)
    {
        using var response = await _azure.Send(HttpMethod.Put, ManagementFixture.Path("chistes"), System.Text.Json.JsonElement.Parse(body));

        Assert.Equal(
            (HttpStatusCode.BadRequest, "InvalidResourceProperties"), (response.StatusCode, await ManagementFixture.Code(response)));
    }

    [Fact]
    public async Task It_serves_no_other_host()
    {
        var elsewhere = $"https://management.example.org{ManagementFixture.Path("chistes")}";

        await Assert.ThrowsAsync<HttpRequestException>(() => _azure.Send(HttpMethod.Get, elsewhere));
    }

    public void Dispose() => _azure.Dispose();
}
