using BotGateway.Http;
using BotGateway.OpenAI;
using NSubstitute;

namespace BotGateway.Tests.OpenAI;

public sealed class AzureDeploymentsTests : IDisposable
{
    private const string Deployment = $"https://management.azure.com{DeploymentFixture.Account}/deployments/ftjob-1?api-version=2024-10-01";

    private readonly DeploymentFixture _azure = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(201, "Creating")]
    [InlineData(200, "Succeeded")]
    [InlineData(202, "Accepted")]
    public async Task A_deployment_is_asked_for_with_one_request_and_nobody_waits_for_it(int status, string state)
    {
        _azure.Wire.Answers = [ScriptedService.Json(status, DeploymentFixture.Document(state))];

        var started = await _azure.Service.StartAsync("ftjob-1", "gpt-4.1-mini.ft-1", Cancellation);

        Assert.Equal(state, started);
        const string Model = """{"format":"OpenAI","name":"gpt-4.1-mini.ft-1","version":"1"}""";
        Assert.Equal(
            [$$$"""PUT {{{Deployment}}} {"properties":{"model":{{{Model}}}},"sku":{"name":"Standard","capacity":50}}"""],
            _azure.Wire.Requests.Select(request => $"{request.Line} {request.Body}".Trim()));
    }

    [Fact]
    public async Task Its_state_is_asked_for_with_one_request()
    {
        _azure.Wire.Answers = [ScriptedService.Json(200, DeploymentFixture.Document("Running"))];

        var state = await _azure.Service.FindStateAsync("ftjob-1", Cancellation);

        Assert.Equal("Running", state);
        Assert.Equal([$"GET {Deployment}"], _azure.Wire.Requests.Select(request => $"{request.Line} {request.Body}".Trim()));
    }

    [Fact]
    public async Task A_deployment_that_is_not_there_has_no_state()
    {
        _azure.Wire.Answers = [ScriptedService.Json(404, """{"error":{"code":"ResourceNotFound","message":"Not found."}}""")];

        Assert.Null(await _azure.Service.FindStateAsync("ftjob-1", Cancellation));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(404)]
    public async Task A_deployment_is_removed_with_one_request_and_one_that_is_not_there_is_no_fault(int status)
    {
        _azure.Wire.Answers = [ScriptedService.Json(status, status == 404 ? """{"error":{"code":"ResourceNotFound","message":"Not found."}}""" : "")];

        await _azure.Service.RemoveAsync("ftjob-1", Cancellation);

        Assert.Equal([$"DELETE {Deployment}"], _azure.Wire.Requests.Select(request => $"{request.Line} {request.Body}".Trim()));
    }

    [Theory]
    [InlineData("InsufficientQuota")]
    [InlineData("QuotaExceeded")]
    public async Task A_quota_that_is_exhausted_is_told_as_such(string code)
    {
        _azure.Wire.Answers = [ScriptedService.Json(400, $$$"""{"error":{"code":"{{{code}}}","message":"This operation require 50 new capacity."}}""")];

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => _azure.Service.StartAsync("ftjob-1", "m", Cancellation));

        Assert.Equal(ErrorKind.Throttled, problem.Kind);
        Assert.Equal(
            $"The quota of the gateway's account does not allow this deployment ({code}): This operation require 50 new capacity. "
                + "'OpenAI__DeploymentCapacity' is what each deployment asks for.",
            problem.Message);
    }

    [Fact]
    public async Task The_gateway_shows_its_identity_to_the_management_plane_only()
    {
        _azure.Wire.Answers = [ScriptedService.Json(200, DeploymentFixture.Document("Succeeded"))];

        await _azure.Service.FindStateAsync("ftjob-1", Cancellation);

        var scope = _azure.Identity.ReceivedCalls().Select(call => call.GetArguments()[0]).OfType<Azure.Core.TokenRequestContext>().First();
        Assert.StartsWith("https://management.azure.com/", Assert.Single(scope.Scopes), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_AutoDeploy_the_service_is_there_and_needs_no_account()
    {
        using var fixture = new DeploymentFixture(new() { ["OpenAI:Endpoint"] = "https://contoso.openai.azure.com" });

        Assert.IsType<AzureDeployments>(fixture.Service);
    }

    public void Dispose() => _azure.Dispose();
}
