using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The texts of <see cref="FieldTables"/> in a language: the contracts' own, or those of docs/es/fields.json.</summary>
internal sealed class FieldWords(JsonObject? translation = null)
{
    private readonly HashSet<string> _found = [];

    /// <summary>Translations of what no table has.</summary>
    public IEnumerable<string> Unused => translation!.SelectMany(part => part.Value!.AsObject()).Select(entry => entry.Key).Except(_found);

    public string Word(string english) => Find("words", english) ?? english;

    public string Describe(string record, string field, string english) => Find("fields", $"{record}.{field}") ?? english;

    private string? Find(string part, string key)
    {
        if (translation is null)
            return null;
        _found.Add(key);
        return (string?)translation[part]![key] ?? throw new StartupException($"docs/es/fields.json has no translation of '{key}'.");
    }
}
