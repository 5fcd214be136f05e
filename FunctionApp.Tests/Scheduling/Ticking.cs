using BotGateway.Functions;
using BotGateway.LocalHost.Hosting;
using BotGateway.Tests.EndToEnd;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Scheduling;

/// <summary>Ticks of the timer, when a test wants them.</summary>
internal static class Ticking
{
    public static Task TickAsync(this Gateway gateway, CancellationToken cancellation = default)
    {
        var scheduler = ActivatorUtilities.CreateInstance<Scheduler>(gateway.Service<IServiceProvider>());
        return scheduler.Run(new TimerInfo(), new Invocation("Scheduler", gateway.Service<IServiceProvider>(), cancellation));
    }
}
