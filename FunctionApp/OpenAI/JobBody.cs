using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <summary>The body that creates a job.</summary>
internal static class JobBody
{
    public static JsonObject Of(FineTuningRequest request)
    {
        var body = new JsonObject { ["model"] = request.Model, ["training_file"] = request.TrainingFileId };
        if (request.ValidationFileId is { } validation)
            body["validation_file"] = validation;
        if (request.Suffix is { } suffix)
            body["suffix"] = suffix;
        if (request.Seed is { } seed)
            body["seed"] = seed;
        AddHyperparameters(body, request);
        if (request.TrainingType is { } type)
            body["trainingType"] = WordOf(type);
        if (request.Metadata is { } metadata)
            body["metadata"] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return body;
    }

    // Beside a method the services take them only in it; without one, as they always did.
    private static void AddHyperparameters(JsonObject body, FineTuningRequest request)
    {
        var hyperparameters = request.Hyperparameters is null
            ? null
            : JsonSerializer.SerializeToNode(request.Hyperparameters, ContractsJson.Default.Hyperparameters);
        if (request.Method is { } method)
            body["method"] = new JsonObject { ["type"] = method, [method] = new JsonObject { ["hyperparameters"] = hyperparameters ?? new JsonObject() } };
        else if (hyperparameters is not null)
            body["hyperparameters"] = hyperparameters;
    }

    // Azure's words ("Fine-tune models", the developer tier's sample too).
    private static string WordOf(string trainingType) => trainingType switch
    {
        "global" => "GlobalStandard",
        "developer" => "developerTier",
        _ => "Standard",
    };
}
