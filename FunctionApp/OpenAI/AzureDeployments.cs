using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.OpenAI;

/// <summary>The deployments of an Azure OpenAI account, through Azure Resource Manager.</summary>
internal sealed class AzureDeployments(
    IOptions<OpenAIOptions> settings, IOptions<ArmClientOptions> options, TokenCredential identity, DeploymentCalls calls)
    : IDeploymentService
{
    private static readonly ResourceType DeploymentType = new("Microsoft.CognitiveServices/accounts/deployments");

    // Without AutoDeploy there is no account, and nothing is deployed.
    private readonly Lazy<ArmClient> _client = new(() => new ArmClient(identity, Account(settings).SubscriptionId, options.Value));

    public static void Prepare(ArmClientOptions options)
    {
        // With the version given, the SDK does not look up the provider's newest one first.
        options.SetApiVersion(DeploymentType, "2024-10-01");
        options.RetryPolicy = new FailFastArmRetryPolicy();
        options.AddPolicy(new NoLocationPolicy(), HttpPipelinePosition.PerCall);
    }

    public Task<string> StartAsync(string name, string model, CancellationToken cancellationToken)
    {
        // Version 1 is what every fine-tuned model is deployed with (Microsoft Learn, "Deploy a fine-tuned model").
        var deployment = new GenericResourceData(default)
        {
            Sku = new ResourcesSku { Name = settings.Value.DeploymentSku, Capacity = settings.Value.DeploymentCapacity },
            Properties = BinaryData.FromObjectAsJson(new { model = new { format = "OpenAI", name = model, version = "1" } }),
        };
        return calls.RunAsync(
            "start",
            async cancel =>
            {
                // It takes minutes; the timer polls the result.
                var operation = await _client.Value.GetGenericResources().CreateOrUpdateAsync(
                    WaitUntil.Started, Id(name), deployment, cancel);
                using var document = JsonDocument.Parse(operation.GetRawResponse().Content);
                return ReadState(document.RootElement.GetProperty("properties")) ?? "Accepted";
            },
            cancellationToken);
    }

    public Task<string?> FindStateAsync(string name, CancellationToken cancellationToken) =>
        calls.RunAsync<string?>(
            "find",
            async cancel =>
            {
                try
                {
                    GenericResource deployment = await _client.Value.GetGenericResources().GetAsync(Id(name), cancel);
                    using var properties = JsonDocument.Parse(deployment.Data.Properties);
                    // A resource that says nothing of it is done (Azure Resource Manager's RPC, "Asynchronous operations").
                    return ReadState(properties.RootElement) ?? "Succeeded";
                }
                catch (RequestFailedException missing) when (missing.Status == 404)
                {
                    return null;
                }
            },
            cancellationToken);

    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "remove",
            async cancel =>
            {
                try
                {
                    await _client.Value.GetGenericResource(Id(name)).DeleteAsync(WaitUntil.Started, cancel);
                }
                catch (RequestFailedException gone) when (gone.Status == 404)
                {
                }

                return true;
            },
            cancellationToken);

    private static ResourceIdentifier Account(IOptions<OpenAIOptions> settings) => new(settings.Value.AccountId!);

    private static string? ReadState(JsonElement properties) => properties.ValueKind == JsonValueKind.Object
        ? properties.FindText("provisioningState")?.Shorten(ShortText.Word)
        : throw new JsonException("The deployment has no properties.");

    private ResourceIdentifier Id(string name) => Account(settings).AppendChildResource("deployments", name);
}
