using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>JSON cut down to what a reader of the demo needs.</summary>
internal static class ShortJson
{
    private const int LongestText = 72;
    private const int LongestSecret = 10;
    private const int LongestArray = 1;

    private static readonly string[] Secrets = ["token", "signature"];

    /// <summary>Shortens texts and arrays, and tokens and signatures to their beginnings.</summary>
    /// <param name="json">Any text.</param>
    /// <returns>One line; a text that is not JSON comes back as it is.</returns>
    public static string Of(string json)
    {
        try
        {
            return Shorten(JsonNode.Parse(json), "")?.ToJsonString(Readable.Json) ?? "null";
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
}
