using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>What newer requests for a job have: the method with its hyperparameters, Azure's training type, and metadata.</summary>
internal static class JobMethod
{
    public const string Supervised = "supervised";
    public const string Dpo = "dpo";

    private const int MostPairs = 16;
    private const int LongestName = 64;
    private const int LongestValue = 512;

    private static readonly string[] TrainingTypes = ["Standard", "GlobalStandard", "developerTier"];

    public static (string Method, JsonElement? Hyperparameters) Read(JsonElement body, bool azure)
    {
        if (!JobRequest.IsGiven(body, "method", out var method))
            return (Supervised, null);
        if (method.ValueKind != JsonValueKind.Object)
            throw JobRequest.WrongType("method", "an object", azure);
        if (JobRequest.IsGiven(body, "hyperparameters", out _))
            throw ServiceProblem.BadRequest(azure, "Cannot specify both 'hyperparameters' and 'method'.", "hyperparameters", null);
        if (!method.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() is not (Supervised or Dpo))
            throw ServiceProblem.BadRequest(azure, "Invalid value for 'method.type'.", "method.type", "invalid_value");
        var name = type.GetString()!;
        return (name, method.TryGetProperty(name, out var own) ? JobRequest.HyperparametersIn(own, azure, dpo: name == Dpo) : null);
    }

    public static void CheckTrainingType(JsonElement body, bool azure)
    {
        if (!JobRequest.IsGiven(body, "trainingType", out var type))
            return;
        if (!azure)
            throw ServiceProblem.BadRequest(azure, "Unrecognized request argument supplied: trainingType", "trainingType", null);
        if (type.ValueKind != JsonValueKind.String || !TrainingTypes.Contains(type.GetString()))
            throw ServiceProblem.BadRequest(azure, "Invalid value for 'trainingType'.", "trainingType", "invalid_value");
    }

    public static JsonObject? MetadataIn(JsonElement body, bool azure)
    {
        if (!JobRequest.IsGiven(body, "metadata", out var metadata))
            return null;
        if (metadata.ValueKind != JsonValueKind.Object)
            throw JobRequest.WrongType("metadata", "an object", azure);
        if (metadata.EnumerateObject().Count() > MostPairs || metadata.EnumerateObject().Any(pair => pair.Name.Length > LongestName || !IsValue(pair.Value)))
            throw ServiceProblem.BadRequest(azure, "Invalid 'metadata'.", "metadata", "invalid_value");
        return JsonObject.Create(metadata.Clone());
    }

    private static bool IsValue(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= LongestValue;
}
