using BotGateway.Authentication;
using BotGateway.Events;
using BotGateway.Requests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Functions;

/// <summary>The one HTTP entry: <c>POST /lambda</c>. Reads a request, lets its client in, and hands it to the event that it names.</summary>
/// <param name="reader">Takes the request off the wire.</param>
/// <param name="authenticator">Decides who is let in.</param>
/// <param name="events">Knows the events.</param>
/// <param name="logger">Gets a line per request, without any of its content.</param>
public sealed partial class Dispatcher(RequestReader reader, Authenticator authenticator, EventCatalog events, ILogger<Dispatcher> logger)
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer: every failure has become one of the protocol's.</returns>
    [Function("Dispatcher")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "lambda")] HttpRequestData request)
    {
        var id = request.FunctionContext.InvocationId;
        var cancellation = request.FunctionContext.CancellationToken;
        try
        {
            using var envelope = await reader.ReadAsync(request, cancellation);
            var client = await authenticator.AuthenticateAsync(envelope, cancellation);
            var body = envelope.OpenBody();
            var handler = events.Find(body);
            var fields = await handler.HandleAsync(new EventRequest(client, body), cancellation);
            var answer = await request.SucceedAsync(handler.Name, fields, cancellation);
            LogAnswered(id, client.Id, handler.Name);
            return answer;
        }
        catch (RefusalException refusal)
        {
            LogRefused(id, refusal.Reason);
            return await request.RefuseAsync(cancellation);
        }
        catch (ProblemException problem)
        {
            LogProblem(id, problem.Status, Causes.Of(problem));
            return await request.FailAsync(problem, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFault(id, Causes.Of(fault), fault.StackTrace);
            return await request.FailAsync(new ProblemException(500, "The gateway failed. The request id finds the reason in its log."), cancellation);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Request {RequestId} of {Client}: {Event} answered")]
    private partial void LogAnswered(string requestId, string client, string @event);

    [LoggerMessage(2, LogLevel.Warning, "Request {RequestId} refused: {Reason}")]
    private partial void LogRefused(string requestId, RefusalReason reason);

    [LoggerMessage(3, LogLevel.Warning, "Request {RequestId} ended with {Status} ({Causes})")]
    private partial void LogProblem(string requestId, int status, string causes);

    [LoggerMessage(4, LogLevel.Error, "Request {RequestId} failed: {Causes}\n{StackTrace}")]
    private partial void LogFault(string requestId, string causes, string? stackTrace);
}
