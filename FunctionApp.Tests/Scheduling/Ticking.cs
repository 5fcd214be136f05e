using BotGateway.Functions;
using BotGateway.LocalHost.Hosting;
using BotGateway.Tests.EndToEnd;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Scheduling;

/// <summary>Ticks of the timer and all that comes of them, when a test wants them.</summary>
internal static class Ticking
{
    /// <summary>Runs the timer, and then the queue's messages until there are none left, whether the timer fails or not.</summary>
    public static async Task TickAsync(this Gateway gateway, CancellationToken cancellation = default)
    {
        var tick = gateway.DispatchAsync(cancellation);
        await Task.WhenAny(tick);
        await gateway.DrainAsync(cancellation);
        await tick;
    }

    /// <summary>Runs the timer alone.</summary>
    public static Task DispatchAsync(this Gateway gateway, CancellationToken cancellation = default)
    {
        var scheduler = ActivatorUtilities.CreateInstance<Scheduler>(gateway.Service<IServiceProvider>());
        return scheduler.Run(new TimerInfo(), new Invocation("Scheduler", gateway.Service<IServiceProvider>(), cancellation));
    }

    /// <summary>Runs the queue's messages until there are none left, and fails as the first of them that fails.</summary>
    public static async Task DrainAsync(this Gateway gateway, CancellationToken cancellation = default)
    {
        var queue = Assert.Single(gateway.Service<FunctionQueues>().All);
        while (await queue.TryReceiveAsync(CancellationToken.None) is { Count: > 0 } messages)
        {
            var failures = await Task.WhenAll(messages.Select(message => queue.HandleAsync(message, cancellation)));
            if (failures.OfType<Exception>().FirstOrDefault() is { } failure)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
