using BotGateway.Functions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotGateway;

/// <summary>Creates what every request needs while the app starts; the first request of a cold start would have to wait for it.</summary>
internal sealed class DispatcherWarmUp(IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ActivatorUtilities.CreateInstance<Dispatcher>(services);
        return Task.CompletedTask;
    }
}
