using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Requests;
using BotGateway.Training;
using Microsoft.Extensions.Options;

namespace BotGateway.Events;

/// <summary>Trains a model on the client's examples.</summary>
/// <param name="submission">Submits the job.</param>
/// <param name="models">Knows which models may be trained.</param>
/// <param name="turns">Bounds what is checked at once.</param>
/// <param name="options">Tells which service's bounds count.</param>
internal sealed class Train(JobSubmission submission, AllowedModels models, TrainingTurns turns, IOptions<OpenAIOptions> options) : IGatewayEvent
{
    private static readonly string[] DataFields = ["jsonl", "messages", "completitions", "validation_jsonl"];

    private readonly bool _isAzure = options.Value.IsAzure;

    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        using var turn = await turns.EnterAsync(request.Client.Id, BytesOf(request.Body), cancellation);
        var order = await ReadAsync(request.Client, request.Body, cancellation);
        var recorded = await submission.SubmitAsync(request.Client, order, cancellation);
        return new JsonObject
        {
            ["file_id"] = recorded.Job.TrainingFileId,
            ["job_id"] = recorded.Job.Id,
            ["status"] = recorded.Job.Status,
            ["estimated_finish"] = recorded.EstimateFinish(),
        };
    }

    private static long BytesOf(RequestBody body) =>
        DataFields.Sum(name => body.FindRaw(name)?.Length ?? 0L);

    private async Task<TrainingOrder> ReadAsync(Client client, RequestBody body, CancellationToken cancellation)
    {
        var (suffix, seed) = (TrainFields.ReadSuffix(body, _isAzure), TrainFields.ReadSeed(body));
        var (hyperparameters, then) = (Hyperparameters.Read(body, _isAzure), TrainFields.ReadThen(body));
        var (examples, name) = ExampleReader.ReadTraining(body);
        var training = TrainingFile.Check(examples, TrainingFile.LeastExamples, name, cancellation);
        var validation = ExampleReader.ReadJsonLines(body, "validation_jsonl") is { } held
            ? TrainingFile.Check(held, TrainingFile.LeastValidationExamples, "validation_jsonl", cancellation)
            : null;

        var model = await models.FindTrainableAsync(client, body.OptionalText("model") ?? models.Default, "model", cancellation);
        return new TrainingOrder(training, validation, model, suffix, seed, hyperparameters, then);
    }
}
