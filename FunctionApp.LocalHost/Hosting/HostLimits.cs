using System.Text.Json;

namespace BotGateway.LocalHost.Hosting;

/// <summary>
/// What the Functions host answers by itself before any function is called, as it was seen on a 4.1037 host: neither body nor x-request-id.
/// </summary>
internal sealed class HostLimits
{
    // The host's own default of FUNCTIONS_REQUEST_BODY_SIZE_LIMIT.
    private const long MaxBytes = 100L * 1024 * 1024;

    private readonly int _maxOutstanding = ReadMaxOutstanding();
    private int _outstanding;

    /// <summary>Lets a request through, or answers in the host's place.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What a function does.</param>
    /// <returns>When it is answered.</returns>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            // All that the host holds count, whether they run or wait.
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
