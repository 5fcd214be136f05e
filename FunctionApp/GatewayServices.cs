using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.Security.KeyVault.Keys;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BotGateway.Authentication;
using BotGateway.Authentication.SingleUse;
using BotGateway.Bots;
using BotGateway.Configuration;
using BotGateway.Datasets;
using BotGateway.Events;
using BotGateway.Models;
using BotGateway.Probing;
using BotGateway.Requests;
using BotGateway.Routines;
using BotGateway.Routines.Actions;
using BotGateway.Scheduling;
using BotGateway.Storage;
using BotGateway.Tables;
using BotGateway.Telemetry;
using BotGateway.Threads;
using BotGateway.Training;
using BotGateway.Vault;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenAI;

namespace BotGateway;

/// <summary>
/// Registers the gateway's services. What stands behind the outside services' own options (transports, credentials) may be replaced after it.
/// </summary>
public static class GatewayServices
{
    /// <summary>Adds everything that the functions need.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app settings, as the table in README.md lists them.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBotGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        return services
            .AddSettings(configuration)
            .AddTelemetry(configuration)
            .AddVault()
            .AddTables()
            .AddStorage(configuration)
            .AddModels()
            .AddDomain();
    }

    private static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddMetrics()
            .AddSingleton<GatewayMetrics>()
            .AddSingleton<RequestRecords>()
            .AddTelemetryExport(configuration);

    private static IServiceCollection AddDomain(this IServiceCollection services)
    {
        EventCatalog.Register(services);
        RoutineActionCatalog.Register(services);
        return services
            .AddSingleton<EventCatalog>()
            .AddSingleton<RoutineActionCatalog>()
            .AddSingleton<RequestReader>()
            .AddSingleton<Authenticator>()
            .AddSingleton<SignatureVerifier>()
            .AddSingleton<Signatures>()
            .AddSingleton<ClientDirectory>()
            .AddSingleton<ClientKeys>()
            .AddSingleton<SpendingGuard>()
            .AddSingleton<GatewayKey>()
            .AddSingleton<RateLimits>()
            .AddSingleton<ConcurrencyLimits>()
            .AddSingleton(ChooseUsedTokens)
            .AddSingleton<IBotStore, BotStore>()
            .AddSingleton<BotFactory>()
            .AddSingleton<AdviserTeam>()
            .AddSingleton<IThreadStore, ThreadStore>()
            .AddSingleton<ThreadLeases>()
            .AddSingleton<Conversation>()
            .AddSingleton<TextLimit>()
            .AddSingleton<DatasetStore>()
            .AddSingleton<DatasetBounds>()
            .AddSingleton<DatasetParts>()
            .AddSingleton<DatasetTraining>()
            .AddSingleton<DatasetCleanup>()
            .AddSingleton<IJobStore, JobStore>()
            .AddSingleton<JobSubmission>()
            .AddSingleton<JobProgress>()
            .AddSingleton<JobChecks>()
            .AddSingleton<JobLimit>()
            .AddSingleton<JobFiles>()
            .AddSingleton<TrainingTurns>()
            .AddSingleton<JobRecovery>()
            .AddSingleton<JobFollower>()
            .AddSingleton<JobDeployment>()
            .AddSingleton<JobTeam>()
            .AddSingleton<JobJson>()
            .AddSingleton<DispatchedJobs>()
            .AddSingleton<ITickStep, JobDispatch>()
            .AddSingleton<IRoutineStore, RoutineStore>()
            .AddSingleton<RoutineFactory>()
            .AddSingleton<RoutineReader>()
            .AddSingleton<BrokenRoutines>()
            .AddSingleton<OwnedRoutines>()
            .AddSingleton<RefusedSpending>()
            .AddSingleton<ScheduledRoutine>()
            .AddSingleton<RoutineRunner>()
            .AddSingleton<DispatchedRoutines>()
            .AddSingleton<ITickStep, RoutineDispatch>()
            .AddSingleton<Slots>()
            .AddSingleton<WorkQueue>()
            .AddSingleton<ITickStep, QueueWatch>()
            .AddSingleton<IWorkRunner, WorkRunner>()
            .AddSingleton<Housekeeping>()
            .AddSingleton<TickLog>()
            .AddSingleton<FileSubmission>()
            .AddSingleton<HealthProbe>()
            .AddSingleton<ModelProbe>();
    }

    private static IUsedTokens ChooseUsedTokens(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<AuthOptions>>().Value.Replay switch
        {
            ReplayProtection.Off => new NoUsedTokens(),
            ReplayProtection.Memory => new MemoryUsedTokens(provider.GetRequiredService<TimeProvider>()),
            _ => new TableUsedTokens(provider.GetRequiredService<TableServiceClient>()),
        };

    private static IServiceCollection AddVault(this IServiceCollection services) =>
        services
            .AddSdkOptions(() => new KeyClientOptions(), options => options.Retry.Hurry())
            .AddSingleton(provider => new KeyClient(
                provider.GetRequiredService<IOptions<VaultOptions>>().Value.Uri!,
                provider.GetRequiredService<TokenCredential>(),
                provider.GetRequiredService<IOptions<KeyClientOptions>>().Value))
            .AddSingleton<IVault, AzureKeyVault>();

    private static IServiceCollection AddTables(this IServiceCollection services) =>
        services
            .AddSdkOptions(() => new TableClientOptions(), options => options.Retry.Hurry())
            .AddSingleton(provider =>
            {
                var settings = provider.GetRequiredService<IOptions<TablesOptions>>().Value;
                var options = provider.GetRequiredService<IOptions<TableClientOptions>>().Value;
                return settings.Endpoint is null
                    ? new TableServiceClient(settings.ConnectionString, options)
                    : new TableServiceClient(settings.Endpoint, provider.GetRequiredService<TokenCredential>(), options);
            });

    // The newest version that Azurite knows.
    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSdkOptions(() => new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05), options => options.Retry.Hurry())
            .AddSdkOptions(() => new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05) { MessageEncoding = QueueMessageEncoding.Base64 }, options => options.Retry.Hurry())
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
            .AddSingleton<ServiceCalls>()
            .AddSingleton<IModelService, OpenAIModelService>()
            .AddSdkOptions(() => new ArmClientOptions(), options =>
            {
                options.Retry.Hurry();
                AzureDeployments.Prepare(options);
            })
            .AddSingleton<DeploymentCalls>()
            .AddSingleton<IDeploymentService, AzureDeployments>()
            .AddSingleton<AllowedModels>();

    private static void Limit(ClientPipelineOptions options)
    {
        options.RetryPolicy = new ImpatientRetryPolicy();
        options.NetworkTimeout = ServiceCalls.Deadline;
        options.AddPolicy(new NoBetaHeaderPolicy(), PipelinePosition.BeforeTransport);
    }

    // The SDK's own patience (100 s a try) is longer than a client's: one that is told 503 soon can try again itself.
    private static void Hurry(this RetryOptions retry)
    {
        retry.MaxRetries = 2;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.MaxDelay = TimeSpan.FromSeconds(2);
        retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }
}
