using System.Globalization;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Puts the gateway's time into <c>Date</c>, by which clients correct theirs; Kestrel's own is the machine's, whatever <c>--ahead</c> says.</summary>
internal sealed class DateHeader(TimeProvider clock)
{
    public Task RunAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        return next(context);
    }
}
