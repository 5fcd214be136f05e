using System.Net;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Tests.LocalHost.Hosting;

/// <summary>What a function saw.</summary>
public sealed class Probe
{
    internal TaskCompletionSource Entered { get; } = new();

    internal TaskCompletionSource Cancelled { get; } = new();

    internal List<string> InvocationIds { get; } = [];

    internal LogRecorder Log { get; } = new();

    internal Func<FunctionContext, Task> Tick { get; set; } = _ => Task.CompletedTask;
}

public sealed class ProbeFunctions(Probe probe)
{
    [Function("Echo")]
    public async Task<HttpResponseData> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo/{name}")] HttpRequestData request)
    {
        probe.InvocationIds.Add(request.FunctionContext.InvocationId);
        using var reader = new StreamReader(request.Body);
        var text = $"{request.Method} {request.Url} {request.Headers.GetValues("x-test").Single()} {await reader.ReadToEndAsync()}";
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        response.Headers.Add("content-type", "text/plain");
        response.Headers.Add("x-answer", ["one", "two"]);
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        return response;
    }

    [Function("Any")]
    public Task<HttpResponseData> Any([HttpTrigger(AuthorizationLevel.Anonymous, Route = "any")] HttpRequestData request)
    {
        probe.InvocationIds.Add(request.FunctionContext.InvocationId);
        return Task.FromResult(request.CreateResponse(HttpStatusCode.Accepted));
    }

    [Function("ThrowAtOnce")]
    public Task<HttpResponseData> ThrowAtOnce([HttpTrigger(AuthorizationLevel.Anonymous, Route = "throw-at-once")] HttpRequestData request)
    {
        probe.InvocationIds.Add(request.FunctionContext.InvocationId);
        throw new InvalidOperationException($"secret {request.Url}");
    }

    [Function("Tick")]
    public Task Tick([TimerTrigger("%ProbeSchedule%")] TimerInfo timer, FunctionContext context) => probe.Tick(context);

    [Function("Unread")]
    public async Task<HttpResponseData> Unread([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request)
    {
        probe.Entered.SetResult();
        await Task.Yield();
        return request.CreateResponse(HttpStatusCode.RequestEntityTooLarge);
    }

    [Function("Throw")]
    public async Task<HttpResponseData> Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequestData request)
    {
        probe.Entered.SetResult();
        await Task.Yield();
        throw new InvalidOperationException($"secret {request.Url}");
    }

    [Function("Wait")]
    public async Task<HttpResponseData> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequestData request)
    {
        await using var registration = request.FunctionContext.CancellationToken.Register(probe.Cancelled.SetResult);
        probe.Entered.SetResult();
        await Task.Delay(Timeout.Infinite, request.FunctionContext.CancellationToken);
        return request.CreateResponse();
    }
}
