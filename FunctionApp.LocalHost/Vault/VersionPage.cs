using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.LocalHost.Vault;

/// <summary>A page of a key's versions. As in Key Vault they come in the order of their ids, which is not that of their age.</summary>
internal static class VersionPage
{
    // Key Vault's own limit, and its default.
    private const int Largest = 25;

    /// <param name="name">The key's name, as asked for.</param>
    /// <param name="versions">All versions; none gives an empty page, as in Key Vault.</param>
    /// <param name="uri">The request's URI, with <c>maxresults</c> and <c>$skiptoken</c> where given.</param>
    public static HttpResponseMessage Of(string name, IEnumerable<KeyVersion> versions, Uri uri)
    {
        var query = QueryHelpers.ParseQuery(uri.Query);
        var size = Largest;
        if (query.TryGetValue("maxresults", out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > Largest))
        {
            return VaultError.BadParameter($"maxresults must be between 1 and {Largest}.");
        }

        // The token is the last version shown: it stays right when a version is added between two pages.
        var token = query.GetValueOrDefault("$skiptoken").ToString();
        var rest = versions
            .Where(key => string.CompareOrdinal(key.Version, token) > 0)
            .OrderBy(key => key.Version, StringComparer.Ordinal)
            .ToList();
        var page = rest.Take(size).ToList();
        var next = rest.Count > size
            ? $"{LocalVault.Address}keys/{name}/versions?api-version={query["api-version"]}&maxresults={size}&$skiptoken={page[^1].Version}"
            : null;
        return Answer.Json(HttpStatusCode.OK, new JsonObject
        {
            ["value"] = new JsonArray([.. page.Select(KeyDocument.ItemOf)]),
            ["nextLink"] = next,
        });
    }
}
