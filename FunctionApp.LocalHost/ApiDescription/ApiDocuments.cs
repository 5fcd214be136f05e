using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The documents that are generated from the contracts: docs/openapi.json, and the tables of fields in both languages of docs/api.md.</summary>
internal static class ApiDocuments
{
    /// <summary>Their paths in the checkout, and how they should be.</summary>
    /// <param name="checkout">The source tree.</param>
    public static IEnumerable<(string Path, string Text)> Generate(string checkout)
    {
        var document = OpenApiDocument.Create();
        yield return ("docs/openapi.json", OpenApiDocument.Write(document));
        var spanish = JsonNode.Parse(Read("docs/es/fields.json"))!.AsObject();
        foreach (var (path, words) in new[] { ("docs/api.md", new FieldWords()), ("docs/es/api.md", new FieldWords(spanish)) })
        {
            yield return (path, new FieldTables(document["components"]!["schemas"]!.AsObject(), words).Update(Read(path)));
            if (path == "docs/es/api.md" && words.Unused.FirstOrDefault() is { } unused)
                throw new StartupException($"docs/es/fields.json translates '{unused}', which no table has.");
        }

        string Read(string path) => File.ReadAllText(Path.Combine(checkout, path));
    }
}
