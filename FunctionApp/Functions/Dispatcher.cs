using BotGateway.Authentication;
using BotGateway.Events;
using BotGateway.Http;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Functions;

/// <summary>The one HTTP entry: <c>POST /lambda</c>. Reads a request, lets its client in, and hands it to the event that it names.</summary>
/// <param name="reader">Takes the request off the wire.</param>
/// <param name="authenticator">Decides who is let in.</param>
/// <param name="concurrency">Bounds how many requests of a client are answered at once.</param>
/// <param name="events">Knows the events.</param>
/// <param name="records">Tell log, trace and metrics of each request, without any of its content.</param>
internal sealed class Dispatcher(
    RequestReader reader, Authenticator authenticator, ConcurrencyLimits concurrency, EventCatalog events, RequestRecords records)
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer: every failure has become one of the protocol's.</returns>
    [Function("Dispatcher")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "lambda")] HttpRequestData request)
    {
        var cancellation = request.FunctionContext.CancellationToken;
        using var record = records.Begin(request.FunctionContext);
        try
        {
            using var envelope = await reader.ReadAsync(request, cancellation);
            var client = await authenticator.AuthenticateAsync(envelope, cancellation);
            record.Client = client.Id;
            using var place = concurrency.Take(client);
            envelope.LeaveBudget();
            var body = envelope.OpenBody();
            var handler = events.Find(body);
            record.Event = handler.Name;
            var result = await handler.HandleAsync(client, body, cancellation);
            var answer = await request.SucceedAsync(handler.Name, result, cancellation);
            record.Answered();
            return answer;
        }
        catch (UnauthorizedException unauthorized)
        {
            record.Refused($"{unauthorized.Reason}");
            return await request.RefuseAsync(cancellation);
        }
        catch (ProblemException problem)
        {
            record.Failed(problem);
            return await request.FailAsync(problem, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            record.Abandoned();
            return request.Abandon();
        }
        catch (Exception fault)
        {
            record.Failed(fault);
            return await request.FailAsync(new ProblemException(500, "The gateway failed. The request id finds the reason in its log."), cancellation);
        }
    }
}
