using BotGateway.WebConsole;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>Keeps pages of other origins from the console's answers: they may neither load nor read them.</summary>
internal static class ConsoleGuard
{
    /// <param name="isForPageOnly">Whether the answer is for the console's own script only, not for links.</param>
    /// <returns>False if the request has been refused, with an empty answer.</returns>
    public static bool Admits(HttpContext context, bool isForPageOnly)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        foreach (var (name, value) in ConsoleHeaders.All)
            headers[name] = value;

        // A page of another origin whose name was made to mean 127.0.0.1 (DNS rebinding) sends that name.
        if (request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        // Every browser sends it and no page can change it (Fetch Metadata Request Headers).
        else if (isForPageOnly && request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else
            return true;
        return false;
    }
}
