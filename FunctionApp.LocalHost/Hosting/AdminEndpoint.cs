namespace BotGateway.LocalHost.Hosting;

/// <summary><c>POST /admin/functions/{name}</c>, by which a Functions host runs a function that no HTTP request triggers.</summary>
internal static class AdminEndpoint
{
    /// <summary>
    /// Maps it. Unlike a Functions host it answers when the function has ended: 202, or 500 where something escaped it. The caller's going
    /// away does not cancel it.
    /// </summary>
    /// <param name="endpoints">Where to.</param>
    public static void MapAdmin(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("admin/functions/{name}", static async context =>
        {
            var timers = context.RequestServices.GetRequiredService<FunctionTimers>();
            context.Response.StatusCode = timers.Find((string)context.Request.RouteValues["name"]!) is { } timer
                ? await RunAsync(timer)
                : StatusCodes.Status404NotFound;
        });

    private static async Task<int> RunAsync(FunctionTimer timer)
    {
        try
        {
            return await timer.TryRunAsync() ? StatusCodes.Status202Accepted : StatusCodes.Status500InternalServerError;
        }
        catch (OperationCanceledException)
        {
            // The host shuts down.
            return StatusCodes.Status503ServiceUnavailable;
        }
    }
}
