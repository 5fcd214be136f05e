using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Datasets;
using BotGateway.Models;
using BotGateway.Requests;
using BotGateway.Training;
using Microsoft.Extensions.Options;

namespace BotGateway.Events;

/// <summary>Trains a model on the client's examples.</summary>
/// <param name="submission">Submits the job.</param>
/// <param name="models">Knows which models may be trained.</param>
/// <param name="datasets">Has the examples that came in parts.</param>
/// <param name="turns">Bounds what is checked at once.</param>
/// <param name="options">Tells which service's bounds count.</param>
internal sealed class Train(
    JobSubmission submission, AllowedModels models, DatasetTraining datasets, TrainingTurns turns, IOptions<OpenAIOptions> options) : IGatewayEvent
{
    // What a dataset takes the place of.
    private static readonly string[] TrainingFields = ["jsonl", "messages", "completitions"];
    private static readonly string[] ValidationFields = ["validation_jsonl"];
    private static readonly string[] DataFields = [.. TrainingFields, .. ValidationFields];

    private readonly bool _isAzure = options.Value.IsAzure;

    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        using var turn = await turns.EnterAsync(request.Client.Id, BytesOf(request.Body), cancellation);
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

    private static long BytesOf(RequestBody body) =>
        DataFields.Sum(name => body.FindRaw(name)?.Value.Length ?? 0L);

    private async Task<TrainingOrder> ReadAsync(Client client, RequestBody body, CancellationToken cancellation)
    {
        var (suffix, seed) = (TrainFields.ReadSuffix(body, _isAzure), TrainFields.ReadSeed(body));
        var (hyperparameters, then) = (Hyperparameters.Read(body, _isAzure), TrainFields.ReadThen(body));
        var training = await FindDatasetAsync(client, body, ["dataset_id", "datasetID"], TrainingFile.LeastExamples, TrainingFields, cancellation)
            ?? ReadTraining(body, cancellation);
        var validation = await FindDatasetAsync(
            client, body, ["validation_dataset_id", "validationDatasetID"], TrainingFile.LeastValidationExamples, ValidationFields, cancellation)
            ?? ReadValidation(body, cancellation);
        var model = await models.FindTrainableAsync(client, body.OptionalText("model") ?? models.Default, "model", cancellation);
        return new TrainingOrder(training, validation, model, suffix, seed, hyperparameters, then);
    }

    private async Task<ITrainingData?> FindDatasetAsync(
        Client client, RequestBody body, string[] names, int least, string[] others, CancellationToken cancellation)
    {
        if (body.OptionalText(names) is not { } id)
            return null;
        return others.FirstOrDefault(other => body.FindRaw(other) is not null) is { } other
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
}
