using System.Net;
using BotGateway.Http;
using BotGateway.Telemetry;
using BotGateway.WebConsole;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Functions;

/// <summary>The console for operators who are signed in with Microsoft Entra: <c>GET /console</c>. Off by default.</summary>
internal sealed partial class OperatorConsole(ConsoleAccess access, OperatorView view, ILogger<OperatorConsole> logger)
{
    [Function("OperatorConsole")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/{*path}")] HttpRequestData request)
    {
        var (id, cancellationToken) = (request.FunctionContext.InvocationId, request.FunctionContext.CancellationToken);
        using var span = Tracing.StartInvocation("OperatorConsole", request.FunctionContext);
        if (!access.IsServed)
            return request.CreateResponse(HttpStatusCode.NotFound);
        try
        {
            return (await view.AnswerAsync(request, cancellationToken)).Protect();
        }
        catch (GatewayException problem)
        {
            LogProblem(id, ConsolePrincipal.TryRead(request.Headers)?.Id ?? "-", problem.Kind, SafeExceptionSummary.Of(problem));
            return (await request.FailAsync(problem, cancellationToken)).Protect();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return request.Abandon();
        }
        catch (Exception fault)
        {
            span.Fail(fault);
            LogFault(id, SafeExceptionSummary.Of(fault), fault.StackTrace);
            return (await request.FailAsync(GatewayException.Unexpected(), cancellationToken)).Protect();
        }
    }

    [LoggerMessage(112, LogLevel.Warning, "Console request {RequestId} of operator {Operator} ended with {Kind} ({Causes})")]
    private partial void LogProblem(string requestId, string @operator, ErrorKind kind, string causes);

    [LoggerMessage(113, LogLevel.Error, "Console request {RequestId} failed: {Causes}\n{StackTrace}")]
    private partial void LogFault(string requestId, string causes, string? stackTrace);
}
