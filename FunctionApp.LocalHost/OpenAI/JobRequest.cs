using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The body of a request for a job, its types checked.</summary>
internal sealed partial record JobRequest(
    string Model, string TrainingFile, string? ValidationFile, string? Suffix, int? Seed, JsonElement? Hyperparameters)
{
    public string Method { get; init; } = JobMethod.Supervised;

    public JsonObject? Metadata { get; init; }

    public static JobRequest Read(JsonElement body, bool azure)
    {
        var suffix = Text(body, "suffix", azure);
        // 40 of these characters: the Azure REST specification, 2024-10-21. 64 of any: the OpenAI API reference.
        if (suffix is not null && !(azure ? AzureSuffix() : OpenAISuffix()).IsMatch(suffix))
            throw ServiceProblem.BadRequest(azure, $"Invalid suffix: '{suffix}'.", "suffix", "invalid_value");
        var (method, hyperparameters) = JobMethod.Read(body, azure);
        JobMethod.CheckTrainingType(body, azure);
        return new(
            Text(body, "model", azure) ?? throw Missing("model", azure),
            Text(body, "training_file", azure) ?? throw Missing("training_file", azure),
            Text(body, "validation_file", azure),
            suffix,
            SeedIn(body, azure),
            hyperparameters ?? HyperparametersIn(body, azure))
        {
            Method = method,
            Metadata = JobMethod.MetadataIn(body, azure),
        };
    }

    private static int? SeedIn(JsonElement body, bool azure)
    {
        if (!IsGiven(body, "seed", out var seed))
            return null;
        return seed.ValueKind == JsonValueKind.Number && seed.TryGetInt32(out var number)
            ? number
            : throw WrongType("seed", "an integer", azure);
    }

    internal static JsonElement? HyperparametersIn(JsonElement body, bool azure, bool dpo = false)
    {
        if (!IsGiven(body, "hyperparameters", out var given))
            return null;
        if (given.ValueKind != JsonValueKind.Object)
            throw WrongType("hyperparameters", "an object", azure);
        foreach (var (name, value) in given.EnumerateObject().Select(each => (each.Name, each.Value)))
        {
            var good = name switch
            {
                "n_epochs" or "batch_size" =>
                    value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && (count > 0 || (azure && count == -1)),
                "beta" when dpo => value.ValueKind == JsonValueKind.Number && value.GetDouble() is > 0 and <= 2,
                "learning_rate_multiplier" => value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0,
                _ => throw ServiceProblem.BadRequest(azure, $"Unrecognized request argument supplied: {name}", name, null),
            };
            if (!good && !(value.ValueKind == JsonValueKind.String && value.ValueEquals("auto")))
            {
                throw ServiceProblem.BadRequest(
                    azure, $"Invalid value for 'hyperparameters.{name}'.", $"hyperparameters.{name}", "invalid_value");
            }
        }
        return given;
    }

    private static string? Text(JsonElement body, string name, bool azure)
    {
        if (!IsGiven(body, name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw WrongType(name, "a string", azure);
    }

    internal static bool IsGiven(JsonElement body, string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static ServiceProblem Missing(string name, bool azure) =>
        ServiceProblem.BadRequest(azure, $"Missing required parameter: '{name}'.", name, "missing_required_parameter");

    internal static ServiceProblem WrongType(string name, string expected, bool azure) =>
        ServiceProblem.BadRequest(azure, $"Invalid type for '{name}': expected {expected}.", name, "invalid_type");

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex AzureSuffix();

    [GeneratedRegex(@"\A.{1,64}\z")]
    private static partial Regex OpenAISuffix();
}
