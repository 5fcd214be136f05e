using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.Tests.ApiDescription;

/// <summary>The ids that a gateway has given to what the examples create.</summary>
internal sealed class ExampleIds
{
    private readonly Dictionary<string, string> _real = [];
    private readonly HashSet<string> _created = [];

    /// <param name="responses">Those of all examples: what they create is not there before.</param>
    public ExampleIds(IEnumerable<JsonObject> responses)
    {
        foreach (var response in responses)
            Learn(response, JsonSerializer.SerializeToElement(response), (example, _) => _created.Add(example));
    }

    /// <summary>Whether all ids in it have been learned.</summary>
    public bool CanApply(JsonObject body)
    {
        var text = body.ToJsonString();
        return _created.All(id => _real.ContainsKey(id) || !text.Contains($"\"{id}\"", StringComparison.Ordinal));
    }

    /// <summary>Puts real ids in the place of the examples' own.</summary>
    public string Apply(JsonObject body) =>
        _real.Aggregate(body.ToJsonString(), (text, id) => text.Replace($"\"{id.Key}\"", $"\"{id.Value}\"", StringComparison.Ordinal));

    /// <summary>Learns the ids of a response from where the example has its own.</summary>
    public void Learn(JsonNode? example, JsonElement answer) => Learn(example, answer, (id, real) => _real.TryAdd(id, real));

    private static void Learn(JsonNode? example, JsonElement answer, Action<string, string> learn, string name = "")
    {
        switch (example)
        {
            case JsonObject fields when answer.ValueKind == JsonValueKind.Object:
                foreach (var (field, value) in fields)
                {
                    if (answer.TryGetProperty(field, out var part))
                        Learn(value, part, learn, field);
                }

                break;
            case JsonArray items when answer.ValueKind == JsonValueKind.Array:
                foreach (var (item, part) in items.Zip(answer.EnumerateArray()))
                    Learn(item, part, learn, name);
                break;
            case JsonValue value when answer.ValueKind == JsonValueKind.String && (name is "id" or "next" || (name.EndsWith("_id", StringComparison.Ordinal) && name != "model_id")):
                learn((string)value!, answer.GetString()!);
                break;
        }
    }
}
