using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A method of the app that a Functions host would call for an HTTP request.</summary>
internal sealed class HttpFunction
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory _create;

    private HttpFunction(MethodInfo method, string name, HttpTriggerAttribute trigger)
    {
        if (method.ReturnType != typeof(Task<HttpResponseData>))
            throw new NotSupportedException($"Function {name} must return Task<HttpResponseData>.");

        _method = method;
        _create = ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        Name = name;
        Route = trigger.Route ?? name;
        Methods = trigger.Methods ?? [];
    }

    /// <summary>The function's name, unique in the app.</summary>
    public string Name { get; }

    /// <summary>The path, as an ASP.NET route template; host.json sets no prefix.</summary>
    public string Route { get; }

    /// <summary>The HTTP methods that it answers, in any case; none means all.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Finds the HTTP functions of an app by their attributes, as the Functions host does.</summary>
    /// <param name="app">The app's assembly.</param>
    /// <returns>The functions.</returns>
    public static IReadOnlyList<HttpFunction> Discover(Assembly app) =>
    [
        .. from type in app.GetExportedTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
           where trigger is not null
           select new HttpFunction(method, function.Name, trigger),
    ];

    /// <summary>Calls the function on an instance of its own.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What the function answers.</returns>
    public Task<HttpResponseData> InvokeAsync(HttpRequestData request)
    {
        var instance = _create(request.FunctionContext.InstanceServices, null);
        var arguments = _method.GetParameters().Select(parameter => Bind(parameter, request)).ToArray();
        return (Task<HttpResponseData>)_method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    private object Bind(ParameterInfo parameter, HttpRequestData request)
    {
        if (parameter.ParameterType == typeof(HttpRequestData))
            return request;
        if (parameter.ParameterType == typeof(FunctionContext))
            return request.FunctionContext;
        if (parameter.ParameterType == typeof(CancellationToken))
            return request.FunctionContext.CancellationToken;
        throw new NotSupportedException($"Function {Name}: LocalHost cannot bind parameter {parameter.Name}.");
    }
}
