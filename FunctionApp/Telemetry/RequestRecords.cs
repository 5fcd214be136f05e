using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BotGateway.Telemetry;

/// <summary>Begins the records of requests.</summary>
/// <param name="metrics">Counts them.</param>
/// <param name="logger">Gets a line for each.</param>
internal sealed class RequestRecords(GatewayMetrics metrics, ILogger<RequestRecord> logger)
{
    /// <summary>Begins the record of a request.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The record, for the caller to end.</returns>
    public RequestRecord Begin(FunctionContext context) => new(context, metrics, logger);
}
