using BotGateway.Probing;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Hosting;

/// <summary>Logs base models that are not deployed when the app starts, without delaying the start.</summary>
internal sealed class StartupModelCheck(ModelProbe models) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => models.FindMissingAsync(stoppingToken);
}
