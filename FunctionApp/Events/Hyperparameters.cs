using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Requests;

namespace BotGateway.Events;

/// <summary>Reads <c>hyperparameters</c>, each <c>"auto"</c> or a number in the range that OpenAI's OpenAPI description of supervised fine-tuning gives.</summary>
internal static class Hyperparameters
{
    private const int MostEpochs = 50;
    private const int LargestBatch = 256;

    // No range is documented but "above 0"; Azure's portal offers up to 5.
    private const double MostMultiplied = 10;

    /// <exception cref="ProblemException">400: not an object, an unknown name, or a value out of range.</exception>
    public static JsonObject? Read(RequestBody body, bool isAzure) => body.Find("hyperparameters")?.Value switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new JsonObject(
            value.EnumeratePresent().Select(property => new KeyValuePair<string, JsonNode?>(property.Name, Read(property, isAzure)))),
        _ => throw ProblemException.BadRequest("'hyperparameters' must be an object."),
    };

    private static JsonValue Read(JsonProperty property, bool isAzure) => property.Name switch
    {
        "n_epochs" => ReadInteger(property, MostEpochs, isAzure),
        "batch_size" => ReadInteger(property, LargestBatch, isAzure),
        "learning_rate_multiplier" => ReadMultiplier(property.Value),
        _ => throw ProblemException.BadRequest(
            $"'hyperparameters' may hold 'n_epochs', 'batch_size' and 'learning_rate_multiplier', not '{property.Name.Shorten(ShortText.Quoted)}'."),
    };

    private static JsonValue ReadInteger(JsonProperty property, int most, bool isAzure)
    {
        if (IsAuto(property.Value))
            return JsonValue.Create("auto");
        // Azure writes -1 for what it chooses itself. The services take no 3.0 for an integer.
        return property.Value.TryGetWhole(out var number) && ((number >= 1 && number <= most) || (number == -1 && isAzure))
            ? JsonValue.Create(number)
            : throw ProblemException.BadRequest($"'hyperparameters.{property.Name}' must be \"auto\" or an integer from 1 to {most}.");
    }

    private static JsonValue ReadMultiplier(JsonElement value)
    {
        if (IsAuto(value))
            return JsonValue.Create("auto");
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is > 0 and <= MostMultiplied
            ? value.TryGetWhole(out var whole) ? JsonValue.Create(whole) : JsonValue.Create(value)!
            : throw ProblemException.BadRequest(
                $"'hyperparameters.learning_rate_multiplier' must be \"auto\" or a number above 0 and at most {MostMultiplied}.");
    }

    private static bool IsAuto(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals("auto");
}
