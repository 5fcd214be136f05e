using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotGateway.Telemetry;

/// <summary>Sends spans and metrics to where the settings say: Azure Monitor, a collector that speaks OTLP, both, or nowhere.</summary>
public static class TelemetryExport
{
    // The names that Azure Functions and OpenTelemetry give them; the Functions host, and OTLP's other OTEL_* settings, go by the same.
    private const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string AzureMonitorAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the exporters that the settings ask for.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app settings.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        var (toAzureMonitor, toOtlp) = (configuration[AzureMonitor] is { Length: > 0 }, configuration[Otlp] is { Length: > 0 });
        // Where nobody listens nothing is made: no span, no exporter, no time at the start.
        if (!toAzureMonitor && !toOtlp)
            return services;

        if (toOtlp)
            services.CheckOtlp(configuration);
        if (toAzureMonitor)
            services.ConnectToAzureMonitor(configuration);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("bot-gateway").AddEnvironmentVariableDetector())
            .WithTracing(traces =>
            {
                traces.AddSource(Tracing.SourceName);
                if (toAzureMonitor)
                    traces.AddAzureMonitorTraceExporter();
                if (toOtlp)
                    traces.AddOtlpExporter();
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Tracing.SourceName);
                if (toAzureMonitor)
                    metrics.AddAzureMonitorMetricExporter();
                if (toOtlp)
                    metrics.AddOtlpExporter();
            });
        return services;
    }

    // The exporter reads the setting itself, and would take its default address for one that it does not understand.
    private static void CheckOtlp(this IServiceCollection services, IConfiguration configuration) => services.AddOptions<OtlpExporterOptions>()
        .Validate(
            _ => Uri.TryCreate(configuration[Otlp], UriKind.Absolute, out var address) && address.Scheme is "http" or "https",
            $"Setting '{Otlp}' must be the address of a collector, for instance http://127.0.0.1:4317.")
        .ValidateOnStart();

    private static void ConnectToAzureMonitor(this IServiceCollection services, IConfiguration configuration) => services.AddOptions<AzureMonitorExporterOptions>()
        .Configure<TokenCredential>((options, identity) =>
        {
            options.ConnectionString = configuration[AzureMonitor];
            // As the host reads it: the app's identity where local authentication is off, else the connection string alone.
            if (configuration[AzureMonitorAuthentication]?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true)
                options.Credential = identity;
        })
        .Validate(
            options => options.ConnectionString!.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase),
            $"Setting '{AzureMonitor}' must be the connection string of an Application Insights resource.")
        .ValidateOnStart();
}
