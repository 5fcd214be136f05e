using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.WebConsole;

/// <summary>Headers of everything that the console answers.</summary>
internal static class ConsoleHeaders
{
    /// <summary>Nothing from elsewhere runs in the page, nothing else may embed or keep what it is told.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["Content-Security-Policy"] = ConsoleFile.ContentSecurityPolicy,
        ["X-Content-Type-Options"] = "nosniff",
        ["Cache-Control"] = "no-store",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    public static HttpResponseData Protect(this HttpResponseData response)
    {
        foreach (var (name, value) in All)
            response.Headers.Add(name, value);
        return response;
    }
}
