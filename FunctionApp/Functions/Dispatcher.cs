using BotGateway.Authentication;
using BotGateway.Erasure;
using BotGateway.Events;
using BotGateway.Http;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Functions;

/// <summary>The entry point of all requests: <c>POST /lambda</c>. Reads a request, authenticates its client, and passes it to the event's handler.</summary>
internal sealed class Dispatcher(
    RequestReader reader, Authenticator authenticator, ConcurrencyLimits concurrency, EventCatalog events, ErasureGate erasures, RequestTelemetryFactory records)
{
    [Function("Dispatcher")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "lambda")] HttpRequestData request)
    {
        var cancellationToken = request.FunctionContext.CancellationToken;
        using var record = records.Begin(request.FunctionContext);
        try
        {
            using var envelope = await reader.ReadAsync(request, cancellationToken);
            var client = await authenticator.AuthenticateAsync(envelope, cancellationToken);
            record.Client = client.Id;
            using var permit = concurrency.Take(client);
            envelope.LeaveBudget();
            var body = envelope.OpenBody();
            var called = events.Find(body);
            record.Event = called.Name;
            await erasures.CheckAsync(client, called);
            var result = await called.HandleAsync(client, body, cancellationToken);
            var answer = await request.SucceedAsync(called.Name, result, cancellationToken);
            record.Answered(result);
            return answer;
        }
        catch (UnauthorizedException unauthorized)
        {
            record.Refused($"{unauthorized.Reason}");
            return await request.RefuseAsync(cancellationToken);
        }
        catch (GatewayException problem)
        {
            record.Failed(problem);
            return await request.FailAsync(problem, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            record.Abandoned();
            return request.Abandon();
        }
        catch (Exception fault)
        {
            record.Failed(fault);
            return await request.FailAsync(GatewayException.Unexpected(), cancellationToken);
        }
    }
}
