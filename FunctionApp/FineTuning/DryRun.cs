using BotGateway.Contracts;
using BotGateway.Usage;

namespace BotGateway.FineTuning;

/// <summary>Says what a job would train on and cost, without creating it.</summary>
internal sealed class DryRun(Prices prices)
{
    public async Task<TrainDryRunResponse> RunAsync(TrainingOrder order, TrainRequest request, TrainWarning? identical, CancellationToken cancellationToken)
    {
        var training = await order.Training.MeasureAsync(TrainingDataSources.CheckOf(request), cancellationToken);
        var validation = order.Validation is null
            ? null
            : await order.Validation.MeasureAsync(TrainingDataSources.ValidationCheckOf(request), cancellationToken);
        var warnings = TrainWarnings.Of(identical, training, validation);
        var epochs = TrainingEstimate.EpochsOf(order.Hyperparameters, training.Examples);
        var trained = training.Tokens!.Value * epochs;
        return new TrainDryRunResponse
        {
            DryRun = true,
            Model = order.Model,
            Examples = training.Examples,
            ValidationExamples = validation?.Examples,
            Tokens = training.Tokens.Value,
            Epochs = epochs,
            TrainedTokens = trained,
            Cost = prices.FindTraining(order.Model) is { } price ? TrainingEstimate.CostOf(trained, price) : null,
            Warnings = warnings.Kept,
            MoreWarnings = warnings.More,
        };
    }
}
