using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Datasets;
using BotGateway.Models;
using BotGateway.Requests;
using BotGateway.Training;

namespace BotGateway.Events;

/// <summary>Trains a model on the client's examples.</summary>
/// <param name="submission">Submits the job.</param>
/// <param name="models">Knows which models may be trained.</param>
/// <param name="datasets">Has the examples that came in parts.</param>
internal sealed class Train(JobSubmission submission, AllowedModels models, DatasetTraining datasets) : IGatewayEvent
{
    // The OpenAI service's limit; Azure's is lower for some models, and it says so itself.
    private const int MaxSuffixLength = 64;

    // What a dataset takes the place of.
    private static readonly string[] TrainingFields = ["jsonl", "messages", "completitions"];
    private static readonly string[] ValidationFields = ["validation_jsonl"];

    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var order = await ReadAsync(request.Client, request.Body, cancellation);
        var recorded = await submission.SubmitAsync(request.Client, order, cancellation);
        await datasets.DeleteAsync(order.Training, order.Validation);
        return new JsonObject
        {
            ["file_id"] = recorded.Job.TrainingFileId,
            ["job_id"] = recorded.Job.Id,
            ["status"] = recorded.Job.Status,
            ["estimated_finish"] = recorded.EstimateFinish(),
        };
    }

    private async Task<TrainingOrder> ReadAsync(Client client, RequestBody body, CancellationToken cancellation)
    {
        var training = await FindDatasetAsync(client, body, ["dataset_id", "datasetID"], TrainingFile.LeastExamples, TrainingFields, cancellation)
            ?? ReadTraining(body, cancellation);
        var validation = await FindDatasetAsync(
            client, body, ["validation_dataset_id", "validationDatasetID"], TrainingFile.LeastValidationExamples, ValidationFields, cancellation)
            ?? ReadValidation(body, cancellation);
        var model = await models.FindTrainableAsync(client, body.OptionalText("model") ?? models.Default, "model", cancellation);
        return new TrainingOrder(training, validation, model, ReadSuffix(body), ReadSeed(body), ReadHyperparameters(body), ReadThen(body));
    }

    private async Task<ITrainingData?> FindDatasetAsync(
        Client client, RequestBody body, string[] names, int least, string[] others, CancellationToken cancellation)
    {
        if (body.OptionalText(names) is not { } id)
            return null;
        return others.FirstOrDefault(other => body.Find(other) is not null) is { } other
            ? throw ProblemException.BadRequest($"Send the examples in '{other}' or as '{names[0]}', not both.")
            : await datasets.FindAsync(client, id, least, names[0], cancellation);
    }

    private static TrainingFile ReadTraining(RequestBody body, CancellationToken cancellation)
    {
        var (examples, name) = ExampleReader.ReadTraining(body);
        return TrainingFile.Check(examples, TrainingFile.LeastExamples, name, cancellation);
    }

    private static TrainingFile? ReadValidation(RequestBody body, CancellationToken cancellation) =>
        ExampleReader.ReadJsonLines(body, "validation_jsonl") is { } held
            ? TrainingFile.Check(held, TrainingFile.LeastValidationExamples, "validation_jsonl", cancellation)
            : null;

    // The one thing that can be done once the model is there; another word in it would be silently left undone.
    private static bool ReadThen(RequestBody body) => body.Find("then")?.Value switch
    {
        null => false,
        { ValueKind: JsonValueKind.Object } then when then.EnumeratePresent().Count() == 1
            && then.Find("bot_routine") is { ValueKind: JsonValueKind.True or JsonValueKind.False } wanted => wanted.GetBoolean(),
        _ => throw ProblemException.BadRequest("'then' must be {\"bot_routine\":true}."),
    };

    private static string? ReadSuffix(RequestBody body) => body.OptionalText("suffix") is { Length: > MaxSuffixLength }
        ? throw ProblemException.BadRequest($"'suffix' is longer than {MaxSuffixLength} characters.")
        : body.OptionalText("suffix");

    private static long? ReadSeed(RequestBody body) => body.Find("seed")?.Value switch
    {
        null => null,
        { } number when number.TryGetWhole(out var seed) => seed,
        _ => throw ProblemException.BadRequest("'seed' must be a whole number."),
    };

    private static JsonObject? ReadHyperparameters(RequestBody body) => body.Find("hyperparameters")?.Value switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new JsonObject(value.EnumeratePresent().Select(ReadHyperparameter)),
        _ => throw ProblemException.BadRequest("'hyperparameters' must be an object."),
    };

    // The services take no 3.0 for the integers among them, and any integer for the rest.
    private static KeyValuePair<string, JsonNode?> ReadHyperparameter(JsonProperty property) =>
        new(property.Name, property.Value.TryGetWhole(out var number) ? number : JsonSerializer.SerializeToNode(property.Value));
}
