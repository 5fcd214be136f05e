using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The versions of Azure's data plane.</summary>
internal static class ApiVersions
{
    // Microsoft Learn, "Azure OpenAI API version lifecycle". After the last of these there are no dated ones any more.
    public static readonly string[] Dated =
    [
        "2022-12-01", "2023-05-15", "2024-02-01", "2024-06-01", "2024-07-01-preview", "2024-08-01-preview", "2024-09-01-preview", "2024-10-01-preview",
        "2024-10-21", "2024-12-01-preview", "2025-01-01-preview", "2025-02-01-preview", "2025-03-01-preview", "2025-04-01-preview",
    ];

    // v1 needs none; these say the same.
    public static readonly string[] OfV1 = ["", "v1", "preview"];

    private const string FirstForReasoning = "2024-12-01";

    public static string In(Uri uri) => QueryHelpers.ParseQuery(uri.Query).GetValueOrDefault("api-version").ToString();

    /// <summary>Whether a dated version is too old for reasoning models.</summary>
    public static bool RefusesReasoning(string version) => string.CompareOrdinal(version, FirstForReasoning) < 0;
}
