using System.Text.Json;

namespace BotGateway.Http;

/// <summary>Properties that are there. One that is null counts as absent: tools that write tables fill every column.</summary>
internal static class PresentFields
{
    public static JsonElement? Find(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found
            : null;

    public static IEnumerable<JsonProperty> EnumeratePresent(this JsonElement value) =>
        value.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null);
}
