using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.FineTuning.Datasets;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

internal sealed class TrainHandler(
    JobSubmission submission, AllowedModels models, TrainingDataSources sources, DatasetTraining datasets, TrainingTurns turns, IOptions<OpenAIOptions> options)
    : IEventHandler<TrainRequest, TrainResponse>
{
    private readonly TrainingBounds _bounds = new(options.Value.IsAzure);

    public async Task<TrainResponse> HandleAsync(Client client, TrainRequest request, CancellationToken cancellationToken)
    {
        using var turn = await turns.EnterAsync(client.Id, TrainingDataSources.BytesOf(request), cancellationToken);
        var order = await ReadAsync(client, request, cancellationToken);
        var recorded = await submission.SubmitAsync(client, order, cancellationToken);
        await datasets.DeleteAsync(order.Training, order.Validation);
        return new TrainResponse
        {
            FileId = recorded.Job.TrainingFileId,
            JobId = recorded.Job.Id,
            Status = recorded.Job.Status,
            EstimatedFinish = recorded.EstimateFinish(),
        };
    }

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
