using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotGateway.LocalHost.Hosting;

/// <summary>All timers of an app: on their schedules while the host runs, and on request.</summary>
/// <param name="timers">The timers.</param>
/// <param name="runs">Whether they run on their schedules.</param>
internal sealed class FunctionTimers(IReadOnlyList<FunctionTimer> timers, bool runs) : BackgroundService
{
    /// <summary>Adds every timer function of an app.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="app">The app's assembly.</param>
    /// <param name="settings">The app settings, which hold the schedules.</param>
    /// <param name="runs">Whether they run on their schedules; on request they always do.</param>
    /// <exception cref="StartupException">A schedule's setting is missing or is not a schedule.</exception>
    public static void Add(IServiceCollection services, Assembly app, IConfiguration settings, bool runs)
    {
        var functions = TimerFunction.Discover(app, settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new FunctionTimers(
            [
                .. functions.Select(function => new FunctionTimer(
                    function,
                    provider.GetRequiredService<IServiceScopeFactory>(),
                    provider.GetRequiredService<IHostApplicationLifetime>(),
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILoggerFactory>().CreateLogger("BotGateway.LocalHost"))),
            ],
            runs));
        services.AddHostedService(provider => provider.GetRequiredService<FunctionTimers>());
    }

    /// <summary>Finds a timer.</summary>
    /// <param name="function">Its function's name, in any case.</param>
    /// <returns>The timer; null where there is no such function, or another trigger's.</returns>
    public FunctionTimer? Find(string function) =>
        timers.FirstOrDefault(timer => timer.Name.Equals(function, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var timer in timers)
            timer.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        runs ? Task.WhenAll(timers.Select(timer => timer.RunOnScheduleAsync())) : Task.CompletedTask;
}
