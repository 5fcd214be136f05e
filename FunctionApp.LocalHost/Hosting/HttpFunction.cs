using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function that an HTTP request triggers.</summary>
/// <param name="method">The app's method.</param>
internal sealed class HttpFunction(FunctionMethod<HttpTriggerAttribute> method)
{
    /// <summary>The function's name, unique in the app.</summary>
    public string Name => method.Name;

    /// <summary>The path, as an ASP.NET route template; host.json sets no prefix.</summary>
    public string Route => method.Trigger.Route ?? method.Name;

    /// <summary>The HTTP methods that it answers, in any case; none means all.</summary>
    public IReadOnlyList<string> Methods => method.Trigger.Methods ?? [];

    /// <summary>Finds the HTTP functions of an app.</summary>
    /// <param name="app">The app's assembly.</param>
    /// <returns>The functions.</returns>
    public static IReadOnlyList<HttpFunction> Discover(Assembly app) =>
    [
        .. FunctionMethod<HttpTriggerAttribute>.Discover(app).Select(
            method => new HttpFunction(method.Returning<Task<HttpResponseData>>())),
    ];

    /// <summary>Calls the function.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What the function answers.</returns>
    public Task<HttpResponseData> InvokeAsync(HttpRequestData request) =>
        (Task<HttpResponseData>)method.Invoke(request, request.FunctionContext);
}
