using Azure.Core;
using BotGateway.OpenAI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.OpenAI;

/// <summary>The app's deployment service over a recorded wire.</summary>
internal sealed class DeploymentFixture : IDisposable
{
    public const string Account =
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/group/providers/Microsoft.CognitiveServices/accounts/contoso";

    private readonly ServiceProvider _services;

    public DeploymentFixture(Dictionary<string, string?>? settings = null)
    {
        Identity.GetTokenAsync(default, default).ReturnsForAnyArgs(new AccessToken("token", DateTimeOffset.MaxValue));
        settings ??= new()
        {
            ["OpenAI:Endpoint"] = "https://contoso.openai.azure.com",
            ["OpenAI:AutoDeploy"] = "true",
            ["OpenAI:AccountId"] = Account,
        };
        _services = OpenAI.Service.Provide(settings, Clock, Identity, Wire);
    }

    public FakeTimeProvider Clock { get; } = new();

    public TokenCredential Identity { get; } = Substitute.For<TokenCredential>();

    public ScriptedService Wire { get; } = new(ScriptedService.Json(200, "{}"));

    public IDeploymentService Service => _services.GetRequiredService<IDeploymentService>();

    public static string Document(string state)
    {
        var properties = $$"""{"model":{"name":"m"},"provisioningState":"{{state}}"}""";
        return $$$"""{"id":"{{{Account}}}/deployments/ftjob-1","name":"ftjob-1","properties":{{{properties}}}}""";
    }

    public void Dispose()
    {
        _services.Dispose();
        Wire.Dispose();
    }
}
