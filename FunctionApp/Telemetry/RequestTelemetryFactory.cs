using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BotGateway.Telemetry;

/// <summary>Begins the records of requests.</summary>
internal sealed class RequestTelemetryFactory(GatewayMetrics metrics, ILogger<RequestTelemetry> logger)
{
    /// <summary>Begins the record of a request.</summary>
    public RequestTelemetry Begin(FunctionContext context) => new(context, metrics, logger);
}
