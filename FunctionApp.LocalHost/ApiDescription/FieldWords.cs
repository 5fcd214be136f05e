using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The texts of <see cref="FieldTables"/> in a language, from the contracts or from docs/es/fields.json.</summary>
/// <param name="translation">The texts in the other language; null for English.</param>
/// <param name="translated">The English texts of which they are the translation, by field.</param>
internal sealed class FieldWords(JsonObject? translation = null, JsonObject? translated = null)
{
    private readonly HashSet<string> _found = [];
    private readonly SortedDictionary<string, string> _english = new(StringComparer.Ordinal);

    /// <summary>Translations that no table uses.</summary>
    public IEnumerable<string> Unused => translation!.SelectMany(part => part.Value!.AsObject()).Select(entry => entry.Key).Except(_found);

    /// <summary>Fields whose English text has changed since it was translated.</summary>
    public IEnumerable<string> Outdated =>
        _english.Where(text => translated![text.Key] is { } old && (string?)old != text.Value).Select(text => text.Key);

    /// <summary>The English texts of all fields found, in the order of their names.</summary>
    public JsonObject English => new(_english.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    public string Word(string english) => Find("words", english) ?? english;

    public string Describe(string record, string field, string english)
    {
        _english[$"{record}.{field}"] = english;
        return Find("fields", $"{record}.{field}") ?? english;
    }

    private string? Find(string part, string key)
    {
        if (translation is null)
            return null;
        _found.Add(key);
        return (string?)translation[part]![key] ?? throw new StartupException($"docs/es/fields.json has no translation of '{key}'.");
    }
}
