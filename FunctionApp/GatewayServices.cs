using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.Authentication.Replay;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Erasure;
using BotGateway.Events;
using BotGateway.Events.Idempotency;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Datasets;
using BotGateway.Hosting;
using BotGateway.Http;
using BotGateway.Probing;
using BotGateway.Routines;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Telemetry;
using BotGateway.Usage;
using BotGateway.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotGateway;

/// <summary>Registers the gateway's services. Transports and credentials of the external services can be replaced afterwards.</summary>
internal static class GatewayServices
{
    public static IServiceCollection AddBotGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        return services
            .AddSettings(configuration)
            .AddTelemetry(configuration)
            .AddExternalServices(configuration)
            .AddScheduling()
            .AddErasure()
            .AddWebhooks()
            .AddOperatorConsole()
            .AddDomain();
    }

    private static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddMetrics()
            .AddSingleton<GatewayMetrics>()
            .AddSingleton<RequestTelemetryFactory>()
            .AddTelemetryExport(configuration);

    private static IServiceCollection AddDomain(this IServiceCollection services)
    {
        services.AddEvents();
        return services
            .AddSingleton<EventCatalog>()
            .AddSingleton<IdempotencyStore>()
            .AddSingleton<IdempotencyKeys>()
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
            .AddSingleton<DeletedIds>()
            .AddSingleton<AdviserTeam>()
            .AddSingleton<RecentTurns>()
            .AddSingleton<IThreadStore, ThreadStore>()
            .AddSingleton<ThreadIndex>()
            .AddSingleton<ThreadPages>()
            .AddSingleton<ThreadDeletion>()
            .AddSingleton<ThreadLeases>()
            .AddSingleton<Conversation>()
            .AddSingleton<TextLimit>()
            .AddSingleton<DatasetStore>()
            .AddSingleton<DatasetBounds>()
            .AddSingleton<DatasetParts>()
            .AddSingleton<DatasetTraining>()
            .AddSingleton<DatasetCleanup>()
            .AddSingleton<IJobStore, JobStore>()
            .AddSingleton<EarlierAttempts>()
            .AddSingleton<JobSubmission>()
            .AddSingleton<JobQuery>()
            .AddSingleton<JobChecks>()
            .AddSingleton<JobDetails>()
            .AddSingleton<JobActions>()
            .AddSingleton<ModelActions>()
            .AddSingleton<ModelUse>()
            .AddSingleton<JobLimit>()
            .AddSingleton<JobFiles>()
            .AddSingleton<TrainingTurns>()
            .AddSingleton<IdenticalJobs>()
            .AddSingleton<Prices>()
            .AddSingleton<UsageStore>()
            .AddSingleton<UsageReport>()
            .AddSingleton<UsageLedger>()
            .AddSingleton<ThresholdNotices>()
            .AddSingleton<IUsageLedger>(provider => provider.GetRequiredService<UsageLedger>())
            .AddSingleton<DeploymentHours>()
            .AddHostedService<UsageClosing>()
            .AddSingleton<ReservationRecovery>()
            .AddSingleton<OldUsage>()
            .AddSingleton<IReservedAnswers, ReservedAnswers>()
            .AddSingleton<IJobUsage, JobUsage>()
            .AddSingleton<DryRun>()
            .AddSingleton<JobRecovery>()
            .AddSingleton<JobPoller>()
            .AddSingleton<DeploymentLimit>()
            .AddSingleton<JobDeployment>()
            .AddSingleton<IModelTeam, JobTeam>()
            .AddSingleton<JobResponses>()
            .AddSingleton<TrainingDataSources>()
            .AddSingleton<IRoutineStore, RoutineStore>()
            .AddSingleton<RoutineFactory>()
            .AddSingleton<RoutineReader>()
            .AddSingleton<BrokenRoutines>()
            .AddSingleton<DeletedRoutines>()
            .AddSingleton<OwnedRoutines>()
            .AddSingleton<RefusedSpending>()
            .AddSingleton<RoutineCreation>()
            .AddSingleton<RoutineDeletion>()
            .AddSingleton<BotDeletion>()
            .AddSingleton<RoutineQueries>()
            .AddSingleton<RoutineActions>()
            .AddSingleton<RoutineRunner>()
            .AddSingleton<TrainingFileUploader>()
            .AddSingleton<HealthProbe>()
            .AddSingleton<ModelProbe>();
    }

    // The only list of events: a new event needs a handler, a contract and a line here.
    private static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddIdempotentEvent<TrainRequest, ITrainResult, TrainHandler>("train")
        .AddEvent<AddExamplesRequest, AddExamplesResponse, AddExamplesHandler>("add_examples")
        .AddEvent<CheckTrainRequest, CheckTrainResponse, CheckTrainHandler>("check_train", "check_finetuning")
        .AddEvent<CancelTrainRequest, CancelTrainResponse, CancelTrainHandler>("cancel_train")
        .AddEvent<PauseTrainRequest, PauseTrainResponse, PauseTrainHandler>("pause_train")
        .AddEvent<ResumeTrainRequest, ResumeTrainResponse, ResumeTrainHandler>("resume_train")
        .AddEvent<ListJobsRequest, ListJobsResponse, ListJobsHandler>("list_jobs")
        .AddEvent<ListModelsRequest, ListModelsResponse, ListModelsHandler>("list_models")
        .AddEvent<DeployModelRequest, DeployModelResponse, DeployModelHandler>("deploy_model")
        .AddEvent<UndeployModelRequest, UndeployModelResponse, UndeployModelHandler>("undeploy_model")
        .AddEvent<DeleteModelRequest, DeleteModelResponse, DeleteModelHandler>("delete_model")
        .AddEvent<DeleteFileRequest, DeleteFileResponse, DeleteFileHandler>("delete_file")
        .AddIdempotentEvent<NewBotRequest, NewBotResponse, NewBotHandler>("new_bot", "create_bot_thread")
        .AddEvent<ListBotsRequest, ListBotsResponse, ListBotsHandler>("list_bots")
        .AddEvent<GetBotRequest, GetBotResponse, GetBotHandler>("get_bot")
        .AddEvent<UpdateBotRequest, UpdateBotResponse, UpdateBotHandler>("update_bot")
        .AddEvent<DeleteBotRequest, DeleteBotResponse, DeleteBotHandler>("delete_bot")
        .AddIdempotentEvent<NewThreadRequest, NewThreadResponse, NewThreadHandler>("new_thread", "create_thread")
        .AddEvent<ListThreadsRequest, ListThreadsResponse, ListThreadsHandler>("list_threads")
        .AddEvent<GetThreadRequest, GetThreadResponse, GetThreadHandler>("get_thread")
        .AddEvent<DeleteThreadRequest, DeleteThreadResponse, DeleteThreadHandler>("delete_thread")
        .AddIdempotentEvent<MessagingRequest, MessagingResponse, MessagingHandler>("messaging", "send_message")
        .AddIdempotentEvent<BotRoutineRequest, IBotRoutineResponse, BotRoutineHandler>("bot_routine", "create_bots_threads")
        .AddEvent<UsageRequest, UsageResponse, UsageHandler>("usage")
        .AddEventDuringErasure<EraseRequest, EraseResponse, EraseHandler>("erase")
        .AddEventDuringErasure<CheckCredentialsRequest, CheckCredentialsResponse, CheckCredentialsHandler>("check_credentials");

    // Routines first, because they have due times.
    private static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<ITickStep, JobDispatch>()
        .AddSingleton<ITickStep, RoutineDispatch>()
        .AddSingleton<ITickStep, QueueWatch>()
        .AddSingleton<IWorkStep, DueRoutineProcessor>()
        .AddSingleton<IWorkStep, DueJobProcessor>()
        .AddSingleton(provider => new Cleanup("old runs", provider.GetRequiredService<IRoutineStore>().DeleteOldRunsAsync))
        .AddSingleton(provider => new Cleanup("expired used tokens", provider.GetRequiredService<IUsedTokens>().CleanAsync))
        .AddSingleton(provider => new Cleanup("parts of expired datasets", provider.GetRequiredService<DatasetCleanup>().DeleteExpiredAsync))
        .AddSingleton(provider => new Cleanup("expired idempotency keys", provider.GetRequiredService<IdempotencyStore>().DeleteExpiredAsync))
        .AddSingleton(provider => new Cleanup("expired reservations", provider.GetRequiredService<ReservationRecovery>().RunAsync))
        .AddSingleton(provider => new Cleanup("old sums of usage", provider.GetRequiredService<OldUsage>().DeleteAsync))
        .AddSingleton(provider => new Cleanup("deleted threads", provider.GetRequiredService<ThreadDeletion>().CompleteAsync))
        .AddSingleton(provider => new Cleanup("deleted bots", provider.GetRequiredService<BotDeletion>().CompleteAsync))
        .AddSingleton(provider => new Cleanup("remembered deletions", provider.GetRequiredService<DeletedIds>().ForgetAsync))
        .AddSingleton<Slots>()
        .AddSingleton<WorkQueue>()
        .AddSingleton<IWorkRunner, WorkRunner>()
        .AddSingleton<Housekeeping>()
        .AddSingleton<TickLog>();

    private static IUsedTokens ChooseUsedTokens(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<AuthOptions>>().Value.Replay switch
        {
            ReplayProtection.Off => new NoUsedTokens(),
            ReplayProtection.Memory => new MemoryUsedTokens(provider.GetRequiredService<TimeProvider>()),
            _ => new TableUsedTokens(provider.GetRequiredService<TableServiceClient>(), provider.GetRequiredService<TimeProvider>()),
        };
}
