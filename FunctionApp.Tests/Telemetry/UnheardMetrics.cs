using System.Diagnostics.Metrics;
using BotGateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Telemetry;

/// <summary>Metrics for tests that are about something else: nobody listens.</summary>
internal static class UnheardMetrics
{
    public static GatewayMetrics Instance { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
