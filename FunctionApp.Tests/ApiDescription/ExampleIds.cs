using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.Tests.ApiDescription;

/// <summary>The ids that a gateway has given to what the examples create.</summary>
internal sealed class ExampleIds
{
    private readonly Dictionary<string, string> _real = [];

    /// <summary>Puts real ids in the place of the examples' own.</summary>
    public string Apply(JsonObject body) =>
        _real.Aggregate(body.ToJsonString(), (text, id) => text.Replace($"\"{id.Key}\"", $"\"{id.Value}\"", StringComparison.Ordinal));

    /// <summary>Learns the ids of a response from where the example has its own.</summary>
    public void Learn(JsonNode? example, JsonElement answer, string name = "")
    {
        switch (example)
        {
            case JsonObject fields when answer.ValueKind == JsonValueKind.Object:
                foreach (var (field, value) in fields)
                {
                    if (answer.TryGetProperty(field, out var part))
                        Learn(value, part, field);
                }

                break;
            case JsonArray items when answer.ValueKind == JsonValueKind.Array:
                foreach (var (item, part) in items.Zip(answer.EnumerateArray()))
                    Learn(item, part, name);
                break;
            case JsonValue value when answer.ValueKind == JsonValueKind.String && (name is "id" or "next" || name.EndsWith("_id", StringComparison.Ordinal)):
                _real.TryAdd((string)value!, answer.GetString()!);
                break;
        }
    }
}
