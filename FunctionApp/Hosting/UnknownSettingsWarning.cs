using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotGateway.Hosting;

/// <summary>Warns of unknown settings once, when the app starts.</summary>
internal sealed partial class UnknownSettingsWarning(UnknownSettings settings, ILogger<UnknownSettingsWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var line in settings.Find())
            LogUnknown(line);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(81, LogLevel.Warning, "{Warning}")]
    private partial void LogUnknown(string warning);
}
