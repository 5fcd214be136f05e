using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BotGateway.Telemetry;

internal sealed class RequestTelemetryFactory(GatewayMetrics metrics, ILogger<RequestTelemetry> logger)
{
    public RequestTelemetry Begin(FunctionContext context) => new(context, metrics, logger);
}
