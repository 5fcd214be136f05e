namespace BotGateway.LocalHost.Hosting;

/// <summary><c>POST /admin/functions/{name}</c>, which runs a function without an HTTP trigger in a Functions host.</summary>
internal static class AdminEndpoint
{
    /// <summary>Responds when the function has ended, unlike the Functions host: 202, or 500 if it threw. A disconnect does not cancel it.</summary>
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
            // The host is shutting down.
            return StatusCodes.Status503ServiceUnavailable;
        }
    }
}
