using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotGateway.Telemetry;

/// <summary>Exports spans and metrics as configured: to Azure Monitor, an OTLP collector, both or neither.</summary>
internal static class TelemetryExport
{
    // Names that Azure Functions and OpenTelemetry define; the Functions host and the OTLP exporter read them too.
    private const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string AzureMonitorAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OtlpHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        ThrowIfWrong(configuration);
        var (toAzureMonitor, toOtlp) = (configuration[AzureMonitor] is { Length: > 0 }, configuration[Otlp] is { Length: > 0 });
        // Without a listener there are no spans, no exporters and no startup cost.
        if (toAzureMonitor)
            services.ConnectToAzureMonitor(configuration);
        if (toAzureMonitor || toOtlp)
            services.AddExporters(toAzureMonitor, toOtlp);
        return services;
    }

    // Apart, so that OpenTelemetry's assemblies are not loaded without need.
    private static void AddExporters(this IServiceCollection services, bool toAzureMonitor, bool toOtlp) =>
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

    // Checked first, because the exporters throw exceptions that quote the value, or use a default instead.
    private static void ThrowIfWrong(IConfiguration configuration)
    {
        if (FindFaults(configuration).ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException("Telemetry", typeof(TelemetryExport), faults);
    }

    private static IEnumerable<string> FindFaults(IConfiguration configuration)
    {
        if (configuration[AzureMonitor] is { Length: > 0 } connection && !IsConnectionString(connection))
            yield return $"Setting '{AzureMonitor}' must be the connection string of an Application Insights resource.";
        if (configuration[Otlp] is not { Length: > 0 } collector)
            yield break;
        if (!(Uri.TryCreate(collector, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"Setting '{Otlp}' must be the address of a collector, for instance http://127.0.0.1:4317.";
        if (configuration[OtlpHeaders] is { Length: > 0 } headers && !headers.Split(',').All(IsPair))
            yield return $"Setting '{OtlpHeaders}' must be a list of the form name=value,name=value.";
    }

    private static void ConnectToAzureMonitor(this IServiceCollection services, IConfiguration configuration) => services.AddOptions<AzureMonitorExporterOptions>()
        .Configure<TokenCredential>((options, identity) =>
        {
            options.ConnectionString = configuration[AzureMonitor];
            // As the host does: the app's identity if local authentication is disabled, otherwise the connection string alone.
            if (configuration[AzureMonitorAuthentication]?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true)
                options.Credential = identity;
        });

    private static bool IsConnectionString(string text)
    {
        var segments = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var names = segments.Select(segment => segment.Split('=')[0].Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return segments.All(IsPair)
            && names.Count == segments.Length
            && names.Contains("InstrumentationKey")
            && segments.Where(segment => segment.Split('=')[0].TrimEnd().EndsWith("Endpoint", StringComparison.OrdinalIgnoreCase))
                .All(segment => Uri.TryCreate(segment[(segment.IndexOf('=') + 1)..], UriKind.Absolute, out _));
    }

    private static bool IsPair(string text) => text.IndexOf('=') is var equals and > 0 && !string.IsNullOrWhiteSpace(text[(equals + 1)..]);
}
