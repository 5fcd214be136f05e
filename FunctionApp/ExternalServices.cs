using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Data.Tables;
using Azure.ResourceManager;
using Azure.Security.KeyVault.Keys;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BotGateway.Configuration;
using BotGateway.FineTuning;
using BotGateway.KeyVault;
using BotGateway.OpenAI;
using BotGateway.Storage;
using BotGateway.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;

namespace BotGateway;

/// <summary>Registers the clients of the external services: vault, tables, queues and blobs, models.</summary>
internal static class ExternalServices
{
    public static IServiceCollection AddExternalServices(this IServiceCollection services, IConfiguration configuration) => services
        .AddVault()
        .AddTables()
        .AddStorage(configuration)
        .AddModels();

    private static IServiceCollection AddVault(this IServiceCollection services) =>
        services
            .AddSdkOptions(() => new KeyClientOptions(), options => options.Retry.FailFast())
            .AddSingleton(provider => new KeyClient(
                provider.GetRequiredService<IOptions<VaultOptions>>().Value.Uri!,
                provider.GetRequiredService<TokenCredential>(),
                provider.GetRequiredService<IOptions<KeyClientOptions>>().Value))
            .AddSingleton<IVault, AzureKeyVault>();

    private static IServiceCollection AddTables(this IServiceCollection services) =>
        services
            .AddSdkOptions(() => new TableClientOptions(), options => options.Retry.FailFast())
            .AddSingleton(provider =>
            {
                var settings = provider.GetRequiredService<IOptions<TablesOptions>>().Value;
                var options = provider.GetRequiredService<IOptions<TableClientOptions>>().Value;
                return settings.Endpoint is null
                    ? new TableServiceClient(settings.ConnectionString, options)
                    : new TableServiceClient(settings.Endpoint, provider.GetRequiredService<TokenCredential>(), options);
            });

    // The newest version that Azurite supports.
    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSdkOptions(() => new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05), options => options.Retry.FailFast())
            .AddSdkOptions(() => new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05) { MessageEncoding = QueueMessageEncoding.Base64 }, options => options.Retry.FailFast())
            .AddSingleton(provider => StorageAccount.CreateBlobClient(
                configuration, provider.GetRequiredService<TokenCredential>(), provider.GetRequiredService<IOptions<BlobClientOptions>>().Value))
            .AddSingleton(provider => StorageAccount.CreateQueueClient(
                configuration, provider.GetRequiredService<TokenCredential>(), provider.GetRequiredService<IOptions<QueueClientOptions>>().Value));

    private static IServiceCollection AddModels(this IServiceCollection services) =>
        services
            .AddSdkOptions(() => new AzureOpenAIClientOptions(), Limit)
            .AddSdkOptions(() => new OpenAIClientOptions(), Limit)
            .AddSingleton<OpenAIConnection>()
            .AddSingleton<OpenAIChat>()
            .AddSingleton<OpenAIJobControl>()
            .AddSingleton<OpenAIJobDetails>()
            .AddSingleton<ServiceCalls>()
            .AddSingleton<IModelService, OpenAIModelService>()
            .AddSdkOptions(() => new ArmClientOptions(), options =>
            {
                options.Retry.FailFast();
                AzureDeployments.Prepare(options);
            })
            .AddSingleton<DeploymentCalls>()
            .AddSingleton<IDeploymentService, AzureDeployments>()
            .AddSingleton<AllowedModels>();

    private static void Limit(ClientPipelineOptions options)
    {
        options.RetryPolicy = new FailFastRetryPolicy();
        options.NetworkTimeout = ServiceCalls.Deadline;
        options.AddPolicy(new NoBetaHeaderPolicy(), PipelinePosition.BeforeTransport);
    }

    // The SDK's default timeout (100 s per attempt) is longer than a client's; after an early 503 the client can retry.
    private static void FailFast(this RetryOptions retry)
    {
        retry.MaxRetries = 2;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.MaxDelay = TimeSpan.FromSeconds(2);
        retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }
}
