using System.Text.Json;
using BotGateway.LocalHost.Commands;
using BotGateway.WebConsole;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>The page at <c>GET /</c>. It needs nothing from elsewhere, and is served to this machine's own names only.</summary>
internal static class ConsoleEndpoints
{
    public static void MapConsole(this IEndpointRouteBuilder endpoints, LocalOptions options, bool modelServiceIsSimulated)
    {
        foreach (var file in ConsoleFile.All)
        {
            var path = file.Path == ConsoleFile.StartPage ? "/" : $"/console/{file.Path}";
            endpoints.Map(path, file.ContentType, _ => file.Content);
        }

        endpoints.Map("/console/about.json", "application/json", context => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["models"] = modelServiceIsSimulated ? "simulated" : "real",
            ["endpoint"] = $"http://{context.Request.Host}/lambda",
            ["try"] = ReadyMessage.Try(new Uri($"http://{context.Request.Host}/lambda"), options),
        }));
    }

    private static void Map(this IEndpointRouteBuilder endpoints, string path, string type, Func<HttpContext, byte[]> content) =>
        endpoints.MapGet(path, async context =>
        {
            // A page of another origin whose name was made to mean 127.0.0.1 (DNS rebinding) sends that name.
            if (context.Request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
            {
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return;
            }

            var headers = context.Response.Headers;
            (headers.ContentSecurityPolicy, headers.XContentTypeOptions, headers.CacheControl) = (ConsoleFile.ContentSecurityPolicy, "nosniff", "no-store");
            headers["Referrer-Policy"] = "no-referrer";
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(content(context), context.RequestAborted);
        });
}
