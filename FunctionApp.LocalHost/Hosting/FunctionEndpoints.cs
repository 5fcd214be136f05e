using System.Reflection;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Serves an app's HTTP functions like the Functions host: their routes and methods, 404 for everything else.</summary>
internal static partial class FunctionEndpoints
{
    public static void MapFunctions(this WebApplication web, Assembly app, bool isPlain = false)
    {
        var functions = HttpFunction.Discover(app);
        // They need no routing, whose first match takes a tenth of a start. Routing finds them under other spellings of the path.
        var direct = functions.Where(function => function.IsFoundByPath).ToDictionary(function => $"/{function.Route}", StringComparer.OrdinalIgnoreCase);
        web.Use((context, next) => direct.TryGetValue(context.Request.Path.Value ?? "", out var function) ? HandleAsync(function, context, isPlain) : next(context));
        web.UseRouting();
        foreach (var function in functions)
        {
            RequestDelegate handler = context => HandleAsync(function, context, isPlain);
            if (function.Methods.Count == 0)
                web.Map(function.Route, handler);
            else
                web.MapMethods(function.Route, function.Methods.Select(method => method.ToUpperInvariant()), handler);
        }

        // Routing would return 405 for other methods of a known path; the Functions host returns 404.
        web.Map("{**path}", static context =>
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
            // The client has disconnected.
        }
#pragma warning disable CA1031 // As in the Functions host, an exception is logged and becomes a 500 without a body.
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
