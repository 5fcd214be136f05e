using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using BotGateway.Authentication;
using BotGateway.Authentication.SingleUse;
using BotGateway.Bots;
using BotGateway.Configuration;
using BotGateway.Datasets;
using BotGateway.Events;
using BotGateway.Probing;
using BotGateway.Requests;
using BotGateway.Routines;
using BotGateway.Routines.Actions;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using BotGateway.Threads;
using BotGateway.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotGateway;

/// <summary>
/// Registers the gateway's services. What stands behind the outside services' own options (transports, credentials) may be replaced after it.
/// </summary>
public static class GatewayServices
{
    /// <summary>Adds everything that the functions need.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app settings, as docs/settings.md lists them.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBotGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        return services
            .AddSettings(configuration)
            .AddTelemetry(configuration)
            .AddExternalServices(configuration)
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
}
