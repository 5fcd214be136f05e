using System.Text.Json;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Responses that the Functions host gives itself, without a body or x-request-id, as observed with host 4.1037.</summary>
internal sealed class HostLimits
{
    // The host's default for FUNCTIONS_REQUEST_BODY_SIZE_LIMIT.
    private const long MaxBytes = 100L * 1024 * 1024;

    private readonly int _maxOutstanding = ReadMaxOutstanding();
    private int _outstanding;

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            // All requests in the host count, running or waiting.
            if (Interlocked.Increment(ref _outstanding) > _maxOutstanding)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers["x-function-scaleout"] = "1";
            }
            else if (context.Request.ContentLength > MaxBytes)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
            else
            {
                await next(context);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }

    private static int ReadMaxOutstanding()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")));
        return host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("maxOutstandingRequests").GetInt32();
    }
}
