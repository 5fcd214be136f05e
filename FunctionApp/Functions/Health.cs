using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Probing;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Functions;

/// <summary>Reports the gateway's health: <c>GET /health</c>.</summary>
internal sealed partial class Health(HealthProbe probe, ModelProbe modelProbe, ILogger<Health> logger)
{
    [Function("Health")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request)
    {
        var cancellationToken = request.FunctionContext.CancellationToken;
        using var span = Tracing.StartInvocation("Health", request.FunctionContext);
        try
        {
            var missing = modelProbe.FindMissingAsync(cancellationToken);
            var state = await probe.ProbeAsync(cancellationToken);
            return await AnswerAsync(request, state, await missing, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogAbandoned(request.FunctionContext.InvocationId);
            return request.Abandon();
        }
    }

    private static Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, HealthState state, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        var faults = Faults(state).ToList();
        var status = faults.Count == 0 ? 200 : 503;

        string StateOf(string part) => state.Parts.Single(each => each.Name == part).Answers ? "ok" : "out of reach";
        var answer = new HealthResponse
        {
            Status = status,
            Message = faults.Count > 0 ? string.Join(' ', faults) : null,
            RequestId = faults.Count > 0 ? request.FunctionContext.InvocationId : null,
            Vault = StateOf("vault"),
            Tables = StateOf("tables"),
            Model = StateOf("model"),
            Timer = state.Timer is null ? null : state.Timer.IsRunning ? "ok" : "no tick",
            LastTick = state.Timer?.LastTick,
            Models = missing.Count > 0 ? $"not deployed: {string.Join(", ", missing)}" : null,
        };
        return request.AnswerAsync(status, answer, cancellationToken);
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
