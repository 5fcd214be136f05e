using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>
/// The documents that are generated from the contracts: docs/openapi.json, the field tables of docs/api.md in both languages, and the English texts that
/// docs/es/fields.json translates.
/// </summary>
internal static class ApiDocuments
{
    private const string Translated = "docs/es/fields.en.json";

    /// <summary>Their paths in the checkout and their up-to-date content.</summary>
    public static IEnumerable<(string Path, string Text)> Generate(string checkout)
    {
        var document = OpenApiDocument.Create();
        yield return ("docs/openapi.json", OpenApiDocument.Write(document));
        yield return Update("docs/api.md", new FieldWords());
        var spanish = new FieldWords(ReadJson("docs/es/fields.json"), ReadJson(Translated));
        yield return Update("docs/es/api.md", spanish);
        if (spanish.Unused.FirstOrDefault() is { } unused)
            throw new StartupException($"docs/es/fields.json translates '{unused}', which no table has.");
        if (spanish.Outdated.ToList() is { Count: > 0 } outdated)
            throw new StartupException($"docs/es/fields.json translates an older text of {string.Join(", ", outdated)}: translate the new one, and remove its line from {Translated}.");
        yield return (Translated, OpenApiDocument.Write(spanish.English));

        (string Path, string Text) Update(string page, FieldWords words) =>
            (page, new FieldTables(document["components"]!["schemas"]!.AsObject(), words).Update(Read(page)));

        JsonObject ReadJson(string path) => JsonNode.Parse(Read(path))!.AsObject();

        string Read(string path) => File.ReadAllText(Path.Combine(checkout, path));
    }
}
