using Azure.Data.Tables;
using BotGateway.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Telemetry;

public sealed class SecrecyTests(TableService tables)
{
    [Fact]
    public async Task Whatever_happens_no_secret_and_no_text_of_a_client_is_sent_to_a_collector()
    {
        await using var collector = await Collector.StartAsync();
        var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithSettings(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            // Gateways of other tests in this process come through it too: room for all, so that none of this one's spans is left out.
            ["OTEL_BSP_MAX_QUEUE_SIZE"] = "1000000",
        }).WithServices(services =>
        {
            EveryOutcome.AddFailingEvent(services);
            services.Configure<TableClientOptions>(options => options.Retry.MaxRetries = 0);
        }).StartAsync();
        var outcomes = new EveryOutcome(gateway);

        await outcomes.HappenAsync();
        await gateway.DisposeAsync(); // Sends the rest.

        // That it would have been seen: each kind of span is there, and each metric.
        Assert.All(
            ["messaging", "bot_routine", "Scheduler", "routine run", "model chat", "model upload_file", "table usedtokens write", "vault decrypt", "WrongSignature"],
            name => Assert.Contains(name, collector.Text("/v1/traces"), StringComparison.Ordinal));
        Assert.All(
            ["request.duration", "refusals", "token.usage", "routine.lag", "routine.runs", "vault.calls", "scheduler.ticks"],
            name => Assert.Contains(name, collector.Text("/v1/metrics"), StringComparison.Ordinal));
        outcomes.AssertNoSecretIn(collector.Text());
    }
}
