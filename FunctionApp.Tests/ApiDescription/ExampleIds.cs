using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotGateway.Tests.ApiDescription;

/// <summary>The ids that a gateway has given to what the examples create.</summary>
/// <param name="responses">Those of all examples: what they create is not there before.</param>
internal sealed partial class ExampleIds(IEnumerable<JsonObject> responses)
{
    private readonly HashSet<string> _created = [.. responses.SelectMany(Find).Select(id => id.Value)];
    private readonly Dictionary<string, string> _real = [];

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
    public void Learn(JsonNode example, JsonNode answer)
    {
        foreach (var (id, real) in Find(example.DeepClone()).Join(Find(answer), id => id.Path, real => real.Path, (id, real) => (id.Value, real.Value)))
            _real.TryAdd(id, real);
    }

    private static IEnumerable<(string Path, string Value)> Find(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Find(field.Value)),
        JsonArray items => items.SelectMany(Find),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && IdPath().IsMatch(value.GetPath()) => [(value.GetPath(), (string)value!)],
        _ => [],
    };

    [GeneratedRegex(@"\.(?!model_id\b)(id|next|\w*_id)(\[\d+\])*$")]
    private static partial Regex IdPath();
}
