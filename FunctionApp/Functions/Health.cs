using System.Text.Json.Nodes;
using BotGateway.Probing;
using BotGateway.Requests;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Functions;

/// <summary>Tells a probe whether the gateway can work: <c>GET /health</c>.</summary>
/// <param name="probe">Finds out.</param>
/// <param name="modelProbe">Finds base models that are not deployed: the gateway can work without one, so that is told beside the status.</param>
public sealed class Health(HealthProbe probe, ModelProbe modelProbe)
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
        var missing = modelProbe.FindMissingAsync(cancellation);
        var parts = await probe.ProbeAsync(cancellation);
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
        if (await missing is { Count: > 0 } names)
            answer["models"] = $"not deployed: {string.Join(", ", names)}";
        return await request.AnswerAsync(status, answer, cancellation);
    }
}
