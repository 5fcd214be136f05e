using BotGateway.LocalHost.Hosting;
using BotGateway.Telemetry;
using BotGateway.WebConsole;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>The page at <c>GET /</c> and what it needs. All of it is served to this machine's own names only.</summary>
internal static class ConsoleEndpoints
{
    public static void AddConsole(this IServiceCollection services) => services
        .AddSingleton<ConsoleFeed>()
        .AddSingleton<IRequestObserver>(provider => provider.GetRequiredService<ConsoleFeed>())
        .AddSingleton<IInvocationObserver>(provider => provider.GetRequiredService<ConsoleFeed>());

    public static void MapConsole(this WebApplication web, LocalOptions options, bool modelServiceIsSimulated)
    {
        web.Use(ConsoleFeed.RunAsync);
        var feed = web.Services.GetRequiredService<ConsoleFeed>();
        foreach (var file in ConsoleFile.All)
        {
            var path = file.Path == ConsoleFile.StartPage ? "/" : $"/console/{file.Path}";
            web.Map(path, isForPageOnly: false, async context =>
            {
                context.Response.ContentType = file.ContentType;
                await context.Response.Body.WriteAsync(file.Content, context.RequestAborted);
            });
        }

        web.MapJson("/console/session.json", context => ConsoleJson.Write(ConsoleSession.Of(context, options, modelServiceIsSimulated)));
        web.MapJson("/console/requests.json", _ => ConsoleJson.Write(new { feed.Requests }));
        web.Map("/console/stream", isForPageOnly: true, context => StreamAsync(context, feed));
    }

    private static async Task StreamAsync(HttpContext context, ConsoleFeed feed)
    {
        using var stream = feed.TryOpen(context.Request.Headers["Last-Event-ID"]);
        if (stream is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // An open stream must not delay the end of the process.
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await TypedResults.ServerSentEvents(stream.ReadAsync(end.Token)).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page has been closed, or the gateway stops.
        }
    }

    private static void MapJson(this IEndpointRouteBuilder endpoints, string path, Func<HttpContext, string> write) =>
        endpoints.Map(path, isForPageOnly: true, async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(write(context), context.RequestAborted);
        });

    private static void Map(this IEndpointRouteBuilder endpoints, string path, bool isForPageOnly, RequestDelegate answer) =>
        endpoints.MapGet(path, context => ConsoleGuard.Admits(context, isForPageOnly) ? answer(context) : Task.CompletedTask);
}
