using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.LocalHost.OpenAI.Management;

/// <summary>What a request asks for.</summary>
/// <param name="Operation">The operation's name, as faults and the call log use it.</param>
/// <param name="Account">The account's resource id, as sent; empty where the request is for no deployment.</param>
/// <param name="Deployment">The deployment's name.</param>
internal sealed record ManagementRoute(string Operation, string Account, string Deployment)
{
    public const string Put = "put-deployment";
    public const string Get = "get-deployment";
    public const string Delete = "delete-deployment";
    public const string Unknown = "unknown";

    private const string Deployments = "/deployments/";

    // Those of Microsoft.CognitiveServices/accounts/deployments up to the one that the gateway uses.
    private static readonly string[] ApiVersions = ["2021-10-01", "2022-03-01", "2022-10-01", "2022-12-01", "2023-05-01", "2024-10-01"];

    public static ManagementRoute Of(HttpRequestMessage request)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        var end = path.LastIndexOf(Deployments, StringComparison.OrdinalIgnoreCase);
        if (end < 0 || !path.Contains("/providers/Microsoft.CognitiveServices/accounts/", StringComparison.OrdinalIgnoreCase))
            return new(Unknown, "", "");
        var operation = request.Method.Method switch
        {
            "PUT" => Put,
            "GET" => Get,
            "DELETE" => Delete,
            _ => Unknown,
        };
        return new(operation, path[..end], path[(end + Deployments.Length)..]);
    }

    public static void CheckVersion(Uri uri)
    {
        var version = QueryHelpers.ParseQuery(uri.Query).GetValueOrDefault("api-version").ToString();
        if (version.Length == 0)
        {
            throw ManagementProblem.BadRequest(
                "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (!ApiVersions.Contains(version))
        {
            throw ManagementProblem.BadRequest(
                "InvalidApiVersionParameter",
                $"The api-version '{version}' is invalid. The supported versions are '{string.Join(',', ApiVersions)}'.");
        }
    }
}
