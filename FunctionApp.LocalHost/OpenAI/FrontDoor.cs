using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>What both services check before they look at a request: the key, the path, on Azure the version.</summary>
internal static class FrontDoor
{
    public static void Check(HttpRequestMessage request, OpenAIRoute route, string apiKey)
    {
        var sent = route.Azure && request.Headers.TryGetValues("api-key", out var keys)
            ? keys.First()
            : request.Headers.Authorization is { Scheme: "Bearer" } bearer ? bearer.Parameter : null;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent ?? ""), Encoding.UTF8.GetBytes(apiKey)))
            throw Unauthorized(route.Azure, missing: sent is null);
        if (route.Operation == OpenAIRoute.Unknown)
            throw NoSuchPath(request, route);
        if (route.Azure)
            CheckVersion(request, route);
    }

    private static void CheckVersion(HttpRequestMessage request, OpenAIRoute route)
    {
        var version = ApiVersions.In(request.RequestUri!);
        if (route.IsDated && version.Length == 0)
            throw NoSuchPath(request, route);
        if (!(route.IsDated ? ApiVersions.Dated : ApiVersions.OfV1).Contains(version))
            throw ServiceProblem.Azure(HttpStatusCode.BadRequest, "BadRequest", "API version not supported");
    }

    private static ServiceProblem Unauthorized(bool azure, bool missing)
    {
        if (azure)
        {
            return ServiceProblem.Azure(
                HttpStatusCode.Unauthorized,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active "
                    + "subscription and use a correct regional API endpoint for your resource.");
        }
        return missing
            ? ServiceProblem.OpenAI(
                HttpStatusCode.Unauthorized,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth "
                    + "(i.e. Authorization: Bearer YOUR_KEY).",
                null,
                null)
            // The real message shows parts of the key; this one is nobody's to read.
            : ServiceProblem.OpenAI(
                HttpStatusCode.Unauthorized,
                "Incorrect API key provided: ****. You can find your API key at https://platform.openai.com/account/api-keys.",
                null,
                "invalid_api_key");
    }

    private static ServiceProblem NoSuchPath(HttpRequestMessage request, OpenAIRoute route) => route.Azure
        ? ServiceProblem.Azure(HttpStatusCode.NotFound, "404", "Resource not found")
        : ServiceProblem.OpenAI(
            HttpStatusCode.NotFound, $"Invalid URL ({request.Method} {request.RequestUri!.AbsolutePath})", null, null);
}
