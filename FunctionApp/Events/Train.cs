using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Requests;
using BotGateway.Training;

namespace BotGateway.Events;

/// <summary>Trains a model on the client's examples.</summary>
/// <param name="submission">Submits the job.</param>
/// <param name="models">Knows which models may be trained.</param>
public sealed class Train(JobSubmission submission, AllowedModels models) : IGatewayEvent
{
    // The OpenAI service's limit; Azure's is lower for some models, and it says so itself.
    private const int MaxSuffixLength = 64;

    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var order = await ReadAsync(request.Client, request.Body, cancellation);
        var (job, submittedAt) = await submission.SubmitAsync(request.Client, order, cancellation);
        return new JsonObject
        {
            ["file_id"] = job.TrainingFileId,
            ["job_id"] = job.Id,
            ["status"] = job.Status,
            ["estimated_finish"] = job.EstimateFinish(submittedAt),
        };
    }

    private async Task<TrainingOrder> ReadAsync(Client client, RequestBody body, CancellationToken cancellation)
    {
        var (examples, name) = ExampleReader.ReadTraining(body);
        var training = new TrainingFile(examples, TrainingFile.LeastExamples, name);
        var validation = ExampleReader.ReadJsonLines(body, "validation_jsonl") is { } held
            ? new TrainingFile(held, least: 1, "validation_jsonl")
            : null;

        var model = body.OptionalText("model") ?? models.Default;
        await models.RequireAsync(client, model, "model", cancellation);
        return new TrainingOrder(training, validation, model, ReadSuffix(body), ReadSeed(body), ReadHyperparameters(body));
    }

    private static string? ReadSuffix(RequestBody body) => body.OptionalText("suffix") is { Length: > MaxSuffixLength }
        ? throw ProblemException.BadRequest($"'suffix' is longer than {MaxSuffixLength} characters.")
        : body.OptionalText("suffix");

    private static long? ReadSeed(RequestBody body) => body.Find("seed")?.Value switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var seed) => seed,
        _ => throw ProblemException.BadRequest("'seed' must be a whole number."),
    };

    private static JsonObject? ReadHyperparameters(RequestBody body) => body.Find("hyperparameters")?.Value switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => JsonObject.Create(value.Clone()),
        _ => throw ProblemException.BadRequest("'hyperparameters' must be an object."),
    };
}
