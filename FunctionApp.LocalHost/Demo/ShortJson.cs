using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Shortens and formats JSON for the demo.</summary>
internal static class ShortJson
{
    private const int LineWidth = 110;
    private const int LongestText = 160;
    private const int LongestSecret = 10;
    private const int LongestArray = 1;

    private static readonly string[] Secrets = ["token", "signature"];

    /// <summary>Shortens texts, arrays, tokens and signatures, and wraps long lines.</summary>
    public static string Of(string json, int indent)
    {
        try
        {
            return Lay(Shorten(JsonNode.Parse(json), ""), indent, indent);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static JsonNode? Shorten(JsonNode? node, string name) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Shorten(field.Value, field.Key)))),
        JsonArray items when items.Count > LongestArray =>
            new JsonArray([.. items.Take(LongestArray).Select(item => Shorten(item, name)), $"… {items.Count - LongestArray} more"]),
        JsonArray items => new JsonArray([.. items.Select(item => Shorten(item, name))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Cut(text, Secrets.Contains(name) ? LongestSecret : LongestText),
        _ => node?.DeepClone(),
    };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest].TrimEnd() + "…";

    private static string Lay(JsonNode? node, int indent, int column)
    {
        var line = node?.ToJsonString(Readable.Json) ?? "null";
        if (column + line.Length <= LineWidth)
            return line;
        if (node is JsonArray items)
            return $"[{string.Join(',', items.Select(item => Lay(item, indent, column + 1)))}]";
        if (node is not JsonObject { Count: > 0 } fields)
            return line;

        var start = "\n" + new string(' ', indent + 2);
        return "{" + string.Join(',', fields.Select(field =>
        {
            var name = $"{JsonSerializer.Serialize(field.Key, Readable.Json)}:";
            return start + name + Lay(field.Value, indent + 2, indent + 2 + name.Length);
        })) + "\n" + new string(' ', indent) + "}";
    }
}
