using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BotGateway.Telemetry;

/// <summary>Begins the records of requests.</summary>
internal sealed class RequestRecords(GatewayMetrics metrics, ILogger<RequestRecord> logger)
{
    /// <summary>Begins the record of a request.</summary>
    public RequestRecord Begin(FunctionContext context) => new(context, metrics, logger);
}
