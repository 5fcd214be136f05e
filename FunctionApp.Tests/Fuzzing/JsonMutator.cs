using System.Text.Json;

namespace BotGateway.Tests.Fuzzing;

/// <summary>Changes JSON by its structure: about one value and one property of each text, often none.</summary>
internal sealed class JsonMutator(Random random)
{
    private double _chance;

    /// <summary>Changes a text, which may be no JSON any more afterwards.</summary>
    public string Mutate(string json)
    {
        using var document = JsonDocument.Parse(json);
        _chance = 1.0 / Count(document.RootElement);
        return Write(document.RootElement);
    }

    private static int Count(JsonElement value) => 1 + value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(property => Count(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(Count),
        _ => 0,
    };

    private bool Decide() => random.NextDouble() < _chance;

    private string Write(JsonElement value) => Decide() ? Change(value) : value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().SelectMany(Write))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Write))}]",
        _ => value.GetRawText(),
    };

    private string Change(JsonElement value) => random.Next(6) switch
    {
        0 => $"[{value.GetRawText()}]",
        1 => $"{{\"a\":{value.GetRawText()}}}",
        2 when value.ValueKind == JsonValueKind.String => Surround(value.GetString()!),
        3 when value.ValueKind == JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Skip(1).Select(each => each.GetRawText()))}]",
        _ => OddValues.Any(random),
    };

    private IEnumerable<string> Write(JsonProperty property)
    {
        var (name, value) = (JsonSerializer.Serialize(property.Name), Write(property.Value));
        var same = $"{name}:{value}";
        if (!Decide())
            return [same];
        return random.Next(7) switch
        {
            0 => [],
            1 => [same, same],
            2 => [same, $"{name}:{OddValues.Any(random)}"],
            3 => [$"{OddValues.Text(random)}:{value}"],
            4 => [$"{name.ToUpperInvariant()}:{value}"],
            5 => [same, $"{OddValues.Field(random)}:{OddValues.Any(random)}"],
            _ => [same, $"\"extra\":{value}"],
        };
    }

    private string Surround(string text) => JsonSerializer.Serialize(random.Next(4) switch
    {
        0 => text + OddValues.Short(random),
        1 => OddValues.Short(random) + text,
        2 => text[..random.Next(text.Length + 1)],
        _ => text + text,
    });
}
