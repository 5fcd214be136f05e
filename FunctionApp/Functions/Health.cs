using System.Text.Json.Nodes;
using BotGateway.Probing;
using BotGateway.Requests;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Functions;

/// <summary>Tells a probe whether the gateway can work: <c>GET /health</c>.</summary>
/// <param name="probe">Finds out.</param>
/// <param name="modelProbe">Finds base models that are not deployed: the gateway can work without one, so that is told beside the status.</param>
/// <param name="logger">Learns of probes that did not wait.</param>
public sealed partial class Health(HealthProbe probe, ModelProbe modelProbe, ILogger<Health> logger)
{
    /// <summary>Answers one probe.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200 where every part answers, else 503 naming those that do not.</returns>
    [Function("Health")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request)
    {
        var cancellation = request.FunctionContext.CancellationToken;
        using var span = Tracing.StartInvocation("Health", request.FunctionContext);
        try
        {
            var missing = modelProbe.FindMissingAsync(cancellation);
            var parts = await probe.ProbeAsync(cancellation);
            return await AnswerAsync(request, parts, await missing, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            LogAbandoned(request.FunctionContext.InvocationId);
            return request.Abandon();
        }
    }

    private static Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, IReadOnlyList<Part> parts, IReadOnlyList<string> missing, CancellationToken cancellation)
    {
        var failing = parts.Where(part => !part.Answers).Select(part => part.Name).ToList();
        var status = failing.Count == 0 ? 200 : 503;

        var answer = new JsonObject { ["status"] = status };
        if (failing.Count > 0)
        {
            answer["message"] = $"No answer from: {string.Join(", ", failing)}.";
            answer["request_id"] = request.FunctionContext.InvocationId;
        }

        foreach (var part in parts)
            answer[part.Name] = part.Answers ? "ok" : "out of reach";
        if (missing.Count > 0)
            answer["models"] = $"not deployed: {string.Join(", ", missing)}";
        return request.AnswerAsync(status, answer, cancellation);
    }

    [LoggerMessage(42, LogLevel.Information, "Health probe {RequestId} was cancelled by its client")]
    private partial void LogAbandoned(string requestId);
}
