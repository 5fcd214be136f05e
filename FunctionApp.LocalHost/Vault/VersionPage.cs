using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.LocalHost.Vault;

/// <summary>A page of a key's versions. As in Key Vault, they are ordered by id, not by age.</summary>
internal static class VersionPage
{
    // Key Vault's maximum and default.
    private const int Largest = 25;

    /// <param name="versions">All versions; none gives an empty page, as in Key Vault.</param>
    public static HttpResponseMessage Of(string name, IEnumerable<KeyVersion> versions, Uri uri)
    {
        var query = QueryHelpers.ParseQuery(uri.Query);
        var size = Largest;
        if (query.TryGetValue("maxresults", out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > Largest))
        {
            return VaultError.BadParameter($"maxresults must be between 1 and {Largest}.");
        }

        // The token is the last version shown, so it stays valid if a version is added between two pages.
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
