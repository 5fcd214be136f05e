using System.Reflection;
using Azure.Storage.Queues;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Runs all queue functions of an app.</summary>
internal sealed class FunctionQueues(IReadOnlyList<FunctionQueue> queues, bool runs) : BackgroundService
{
    public IReadOnlyList<FunctionQueue> All => queues;

    public static void Add(IServiceCollection services, Assembly app, bool runs)
    {
        var functions = QueueFunction.Discover(app);
        services.AddSingleton(QueueSettings.Read());
        services.AddSingleton(provider => new FunctionQueues(
            [
                .. functions.Select(function => new FunctionQueue(
                    function,
                    provider.GetRequiredService<QueueServiceClient>(),
                    provider.GetRequiredService<QueueSettings>(),
                    provider.GetRequiredService<IServiceScopeFactory>(),
                    provider.GetServices<IInvocationObserver>(),
                    provider.GetRequiredService<ILoggerFactory>().CreateLogger("BotGateway.LocalHost"))),
            ],
            runs));
        services.AddHostedService(provider => provider.GetRequiredService<FunctionQueues>());
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        runs ? Task.WhenAll(queues.Select(queue => queue.RunAsync(stoppingToken))) : Task.CompletedTask;
}
