using BotGateway.Probing;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Hosting;

/// <summary>Has base models that are not deployed told in the log when the app starts, beside the start, which waits for nothing.</summary>
internal sealed class StartupModelCheck(ModelProbe models) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => models.FindMissingAsync(stoppingToken);
}
