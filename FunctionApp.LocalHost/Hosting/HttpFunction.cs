using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function with an HTTP trigger.</summary>
internal sealed class HttpFunction(FunctionMethod<HttpTriggerAttribute> method)
{
    /// <summary>The function's name, unique in the app.</summary>
    public string Name => method.Name;

    /// <summary>The path, as an ASP.NET route template; host.json sets no prefix.</summary>
    public string Route => method.Trigger.Route ?? method.Name;

    /// <summary>The accepted HTTP methods, in any case; none means all.</summary>
    public IReadOnlyList<string> Methods => method.Trigger.Methods ?? [];

    /// <summary>Whether it takes all methods at a single path.</summary>
    public bool IsFoundByPath => Methods.Count == 0 && !Route.Contains('{');

    public static IReadOnlyList<HttpFunction> Discover(Assembly app) =>
    [
        .. FunctionMethod<HttpTriggerAttribute>.Discover(app).Select(
            method => new HttpFunction(method.Returning<Task<HttpResponseData>>())),
    ];

    public Task<HttpResponseData> InvokeAsync(HttpRequestData request) =>
        (Task<HttpResponseData>)method.Invoke(request, request.FunctionContext);
}
