using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The field tables of docs/api.md, one after each <c>&lt;!-- fields: RECORD --&gt;</c>, generated from docs/openapi.json.</summary>
internal sealed partial class FieldTables(JsonObject components, FieldWords words)
{
    /// <summary>Rewrites the tables of a page.</summary>
    public string Update(string page) => Marked().Replace(page, marked => $"{marked.Groups["start"].Value}\n\n{Create(marked.Groups["record"].Value)}\n");

    private static bool IsRequest(string record) => record.EndsWith("Request", StringComparison.Ordinal);

    private static bool IsWebhook(string record) => record.EndsWith("Webhook", StringComparison.Ordinal);

    private string Create(string record) =>
        $"| {(IsWebhook(record) ? "`data`" : words.Word(IsRequest(record) ? "request" : "response"))} | {words.Word("type")} | |\n|---|---|---|\n{string.Concat(RowsOf(record))}";

    private IEnumerable<string> RowsOf(string record, string path = "")
    {
        var schema = components[record]!.AsObject();
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        // Fields of the envelope have no description or are described once for all events.
        foreach (var (name, property) in schema["properties"]!.AsObject().Where(each => each.Value!["description"] is not null && each.Key is not ("ignored" or "action")))
        {
            var nested = FindRecord(property!);
            var isRequired = IsRequest(record) && required.Contains(name);
            yield return $"| `{path}{name}` | {TypeOf(property!)}{(isRequired ? $", {words.Word("required")}" : "")} | {Describe(record, name, property!)} |\n";
            if (nested is not null && path.Length == 0 && components[nested]!["properties"] is not null)
            {
                foreach (var row in RowsOf(nested, property!["items"] is null ? $"{name}." : $"{name}[]."))
                    yield return row;
            }
        }
    }

    private string Describe(string record, string name, JsonNode property)
    {
        var aliases = property["x-aliases"]?.AsArray().Select(alias => $"`{alias}`");
        return $"{words.Describe(record, name, (string)property["description"]!)}{(aliases is null ? "" : $" {words.Word("Alias")}: {string.Join(", ", aliases)}.")}";
    }

    private string TypeOf(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var component = components[reference.Split('/')[^1]]!;
            return component["enum"] is JsonArray values ? string.Join(", ", values.Select(value => $"`{value}`")) : words.Word("object");
        }

        if (schema["anyOf"] is JsonArray choices)
            return string.Join($" {words.Word("or")} ", choices.Where(choice => (string?)choice!["type"] != "null").Select(choice => TypeOf(choice!)));
        if (schema["const"] is { } constant)
            return $"`\"{constant}\"`";
        if ((string?)schema["format"] == "date-time")
            return words.Word("time");
        IEnumerable<string> types = schema["type"] is JsonArray all ? all.Select(type => (string)type!) : [(string)schema["type"]!];
        return string.Join($" {words.Word("or")} ", types.Where(type => type != "null").Select(words.Word));
    }

    private static string? FindRecord(JsonNode schema) =>
        schema["anyOf"]?.AsArray().Select(choice => FindRecord(choice!)).FirstOrDefault(found => found is not null)
        ?? ((string?)(schema["items"] ?? schema)["$ref"])?.Split('/')[^1];

    [GeneratedRegex(@"(?<start><!-- fields: (?<record>\w+) -->)\n\n(?:(?:\|.*\n)+\n)?")]
    private static partial Regex Marked();
}
