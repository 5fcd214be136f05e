using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotGateway.LocalHost.Hosting;

/// <summary>All timers of an app, on their schedules and on request.</summary>
internal sealed class FunctionTimers(IReadOnlyList<FunctionTimer> timers, bool runs) : BackgroundService
{
    /// <exception cref="StartupException">A schedule's setting is missing or invalid.</exception>
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
                    provider.GetServices<IInvocationObserver>(),
                    provider.GetRequiredService<ILoggerFactory>().CreateLogger("BotGateway.LocalHost"))),
            ],
            runs));
        services.AddHostedService(provider => provider.GetRequiredService<FunctionTimers>());
    }

    /// <returns>Null if there is no such timer function.</returns>
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
