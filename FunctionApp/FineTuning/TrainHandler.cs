using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.FineTuning.Datasets;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

internal sealed class TrainHandler(
    EarlierAttempts earlier, JobSubmission submission, AllowedModels models, TrainingDataSources sources, DatasetTraining datasets, TrainingTurns turns, IOptions<OpenAIOptions> options)
    : IIdempotentHandler<TrainRequest, TrainResponse>
{
    private readonly TrainingBounds _bounds = new(options.Value.IsAzure);

    public async Task<TrainResponse> HandleAsync(Client client, TrainRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        if (await earlier.FindAsync(client, attempt, cancellationToken) is { } submitted)
            return Answer(submitted);
        using var turn = await turns.EnterAsync(client.Id, TrainingDataSources.BytesOf(request), cancellationToken);
        var order = await ReadAsync(client, request, cancellationToken);
        var recorded = await submission.SubmitAsync(client, order, EarlierAttempts.JobIdOf(attempt), cancellationToken);
        await datasets.DeleteAsync(order.Training, order.Validation);
        return Answer(recorded);
    }

    private static TrainResponse Answer(TrainingJob job) => new()
    {
        FileId = job.Job.TrainingFileId,
        JobId = job.Job.Id,
        Status = job.Job.Status,
        EstimatedFinish = job.EstimateFinish(),
    };

    // What costs least is checked first.
    private async Task<TrainingOrder> ReadAsync(Client client, TrainRequest request, CancellationToken cancellationToken)
    {
        _bounds.Check(request);
        var training = await sources.ReadTrainingAsync(client, request, cancellationToken);
        var validation = await sources.ReadValidationAsync(client, request, cancellationToken);
        var model = await models.FindTrainableAsync(client, request.Model ?? models.Default, "model", cancellationToken);
        return new TrainingOrder(training, validation, model, request.Suffix, request.Seed, request.Hyperparameters, request.Then?.BotRoutine ?? false);
    }
}
