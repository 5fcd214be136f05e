using System.Text.Json;

namespace BotGateway.Http;

/// <summary>The properties that are present. A null counts as absent, because tools that export tables fill every column.</summary>
internal static class PresentFields
{
    public static JsonElement? Find(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found
            : null;

    public static IEnumerable<JsonProperty> EnumeratePresent(this JsonElement value) =>
        value.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null);
}
