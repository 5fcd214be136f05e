using System.Reflection;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Serves an app's HTTP functions as a Functions host would: their routes and methods, 404 for all else.</summary>
internal static partial class FunctionEndpoints
{
    /// <summary>Maps every HTTP function of an app.</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="app">The app's assembly.</param>
    /// <param name="isPlain">Whether answers tell their length, which those of a Functions host do not.</param>
    public static void MapFunctions(this IEndpointRouteBuilder endpoints, Assembly app, bool isPlain = false)
    {
        foreach (var function in HttpFunction.Discover(app))
        {
            RequestDelegate handler = context => HandleAsync(function, context, isPlain);
            if (function.Methods.Count == 0)
                endpoints.Map(function.Route, handler);
            else
                endpoints.MapMethods(function.Route, function.Methods.Select(method => method.ToUpperInvariant()), handler);
        }

        // Without it, routing would answer 405 for a known path's other methods; a Functions host answers 404.
        endpoints.Map("{**path}", static context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static async Task HandleAsync(HttpFunction function, HttpContext context, bool isPlain)
    {
        var invocation = new Invocation(function.Name, context.RequestServices, context.RequestAborted, Trace.Of(context.Request.Headers));
        try
        {
            var response = await function.InvokeAsync(new LocalRequest(context.Request, invocation));
            await LocalResponse.SendAsync(response, context.Response, isPlain, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: there is nobody to answer.
        }
#pragma warning disable CA1031 // As a Functions host: whatever escapes a function is logged and becomes a bare 500.
        catch (Exception escaped)
#pragma warning restore CA1031
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("BotGateway.LocalHost");
            Log.FunctionFailed(logger, escaped, function.Name, invocation.InvocationId);
            if (!context.Response.HasStarted)
            {
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Function {Function} failed, invocation {InvocationId}")]
        public static partial void FunctionFailed(ILogger logger, Exception exception, string function, string invocationId);
    }
}
