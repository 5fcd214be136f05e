using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Erasure;
using BotGateway.Events.Idempotency;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Datasets;
using BotGateway.Routines;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Usage;
using BotGateway.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway;

/// <summary>Registers what <c>erase</c> needs.</summary>
internal static class ErasureServices
{
    // A feature that keeps data of clients has a line here. In this order: what goes on at the services ends first.
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddSingleton<IClientData, UsageData>()
        .AddSingleton<IClientData, CountedJobData>()
        .AddSingleton<IClientData, JobData>()
        .AddSingleton<IClientData, BotData>()
        .AddSingleton<IClientData, ThreadData>()
        .AddSingleton<IClientData, RoutineData>()
        .AddSingleton<IClientData, DatasetData>()
        .AddSingleton<IClientData, KeptResponseData>()
        .AddSingleton<IClientData, WebhookData>()
        .AddSingleton<IClientData, RunData>()
        .AddSingleton<IClientData, JobRowData>()
        .AddSingleton<IClientData, PendingDeletionData>()
        .AddSingleton<IClientData, SlotData>()
        .AddSingleton<ErasureStore>()
        .AddSingleton<ErasureGate>()
        .AddSingleton<ErasureRound>()
        .AddSingleton<ClientErasure>()
        .AddSingleton(provider => new Cleanup("erased clients", provider.GetRequiredService<ClientErasure>().ContinueAsync));
}
