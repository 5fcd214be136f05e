using BotGateway.Probing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Hosting;

/// <summary>Logs base models that are not deployed, once, shortly after the start.</summary>
internal sealed class StartupModelCheck(IServiceProvider services, TimeProvider clock) : BackgroundService
{
    /// <summary>Until then the processor is for the first requests of a cold start, which need neither the check nor the SDK that it loads.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Delay, clock, stoppingToken);
        await services.GetRequiredService<ModelProbe>().FindMissingAsync(stoppingToken);
    }
}
