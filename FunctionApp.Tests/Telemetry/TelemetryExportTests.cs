using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using BotGateway.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BotGateway.Tests.Telemetry;

public sealed class TelemetryExportTests(TableService tables)
{
    private const string Key = "InstrumentationKey=00000000-0000-0000-0000-000000000001";

    [Fact]
    public async Task With_the_address_of_a_collector_spans_and_metrics_go_there()
    {
        await using var collector = await Collector.StartAsync();
        await CallOnceAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });

        Assert.Contains("vault decrypt", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("bot-gateway", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("bot_gateway.request.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_connection_string_they_go_to_Azure_Monitor()
    {
        await using var collector = await Collector.StartAsync();
        await CallOnceAsync(new() { ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"{Key};IngestionEndpoint={collector.Address}" });

        Assert.Contains("\"vault decrypt\"", collector.Text("/v2.1/track"), StringComparison.Ordinal);
        Assert.Contains("\"bot_gateway.request.duration\"", collector.Text("/v2.1/track"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_neither_nothing_is_made()
    {
        using var app = await GatewayApp.StartAsync([]);

        Assert.Null(app.Service<IServiceProvider>().GetService<TracerProvider>());
        Assert.Null(app.Service<IServiceProvider>().GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000002;Authorization=AAD", true)]
    [InlineData(null, false)]
    public async Task The_apps_identity_opens_Azure_Monitor_where_it_must(string? authentication, bool identity)
    {
        using var app = await GatewayApp.StartAsync(new()
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"{Key};IngestionEndpoint=https://127.0.0.1:1/",
            ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = authentication,
        });

        var credential = app.Service<IOptions<AzureMonitorExporterOptions>>().Value.Credential;
        Assert.Equal(identity ? app.Service<TokenCredential>() : null, credential);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "not an address")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "not a connection string")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "IngestionEndpoint=https://127.0.0.1:1/")]
    public async Task A_wrong_one_is_named_at_the_start(string setting, string value)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(new() { [setting] = value }));

        Assert.Contains($"Setting '{setting}'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, problem.Message, StringComparison.Ordinal);
    }

    // Ending the gateway sends what has not been sent yet.
    private async Task CallOnceAsync(Dictionary<string, string?> settings)
    {
        await using var gateway = await new GatewayBuilder(tables).WithSettings(settings).WithServices(services => services.Configure<AzureMonitorExporterOptions>(options =>
        {
            options.DisableOfflineStorage = true;
            // Every trace, where by default it takes a few a second.
            (options.TracesPerSecond, options.SamplingRatio) = (null, 1);
        })).StartAsync();
        Assert.Equal(200, (await gateway.CallAsync("""{"event_name":"check_credentials"}""")).Status);
    }
}
