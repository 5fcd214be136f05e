using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BotGateway.Telemetry;

internal sealed class RequestTelemetryFactory(GatewayMetrics metrics, IEnumerable<IRequestObserver> observers, ILogger<RequestTelemetry> logger)
{
    private readonly IRequestObserver[] _observers = [.. observers];

    public RequestTelemetry Begin(FunctionContext context) => new(context, metrics, _observers, logger);
}
