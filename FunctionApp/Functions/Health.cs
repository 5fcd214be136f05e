using System.Text.Json.Nodes;
using BotGateway.Http;
using BotGateway.Probing;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Functions;

/// <summary>Tells a probe whether the gateway can work: <c>GET /health</c>.</summary>
/// <param name="probe">Finds out.</param>
/// <param name="modelProbe">Finds base models that are not deployed: the gateway can work without one, so that is told beside the status.</param>
/// <param name="logger">Learns of probes that did not wait.</param>
internal sealed partial class Health(HealthProbe probe, ModelProbe modelProbe, ILogger<Health> logger)
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
            var state = await probe.ProbeAsync(cancellation);
            return await AnswerAsync(request, state, await missing, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            LogAbandoned(request.FunctionContext.InvocationId);
            return request.Abandon();
        }
    }

    private static Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, HealthState state, IReadOnlyList<string> missing, CancellationToken cancellation)
    {
        var faults = Faults(state).ToList();
        var status = faults.Count == 0 ? 200 : 503;

        var answer = new JsonObject { ["status"] = status };
        if (faults.Count > 0)
        {
            answer["message"] = string.Join(' ', faults);
            answer["request_id"] = request.FunctionContext.InvocationId;
        }

        foreach (var part in state.Parts)
            answer[part.Name] = part.Answers ? "ok" : "out of reach";
        if (state.Timer is { } timer)
        {
            answer["timer"] = timer.IsRunning ? "ok" : "no tick";
            answer["last_tick"] = timer.LastTick is { } last ? Iso8601.Format(last) : null;
        }

        if (missing.Count > 0)
            answer["models"] = $"not deployed: {string.Join(", ", missing)}";
        return request.AnswerAsync(status, answer, cancellation);
    }

    private static IEnumerable<string> Faults(HealthState state)
    {
        var failing = state.Parts.Where(part => !part.Answers).Select(part => part.Name).ToList();
        if (failing.Count > 0)
            yield return $"No answer from: {string.Join(", ", failing)}.";
        if (state.Timer is { IsRunning: false })
            yield return "No tick of the timer for 5 minutes.";
    }

    [LoggerMessage(42, LogLevel.Information, "Health probe {RequestId} was cancelled by its client")]
    private partial void LogAbandoned(string requestId);
}
