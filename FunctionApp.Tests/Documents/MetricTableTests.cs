using System.Diagnostics.Metrics;
using BotGateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Documents;

public sealed class MetricTableTests
{
    [Theory]
    [MemberData(nameof(Document.InBothLanguages), "operations", MemberType = typeof(Document))]
    public void The_table_names_exactly_the_metrics_that_there_are(string page)
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton<GatewayMetrics>().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == meters)
                instruments.Add(instrument.Name);
        };
        listener.Start();
        services.GetRequiredService<GatewayMetrics>();

        var named = Document.Open(page).Rows()
            .Select(row => row[0].Trim('`'))
            .Where(name => name.StartsWith("bot_gateway.", StringComparison.Ordinal) || name.StartsWith("gen_ai.", StringComparison.Ordinal));

        Assert.Equal(instruments.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }
}
