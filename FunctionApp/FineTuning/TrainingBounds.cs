using System.Text.RegularExpressions;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>The model service's limits, checked before anything is uploaded.</summary>
internal sealed partial class TrainingBounds(bool isAzure)
{
    // The OpenAI API reference, "Create fine-tuning job".
    private const int MaxSuffixLength = 64;

    /// <exception cref="GatewayException">Invalid: a field is out of the service's bounds.</exception>
    public void Check(TrainRequest request)
    {
        CheckSuffix(request.Suffix);
        CheckMethod(request);
        JobMetadata.Check(request.Metadata);
        if (!isAzure && request.TrainingType is not null)
            throw GatewayException.Invalid("'training_type' is for Azure only: the OpenAI service has one way to train.");
        CheckIsAuto(request.Hyperparameters?.Epochs, "n_epochs", Hyperparameters.MostEpochs);
        CheckIsAuto(request.Hyperparameters?.BatchSize, "batch_size", Hyperparameters.LargestBatch);
    }

    private void CheckSuffix(string? suffix)
    {
        // The Azure REST specification, 2024-10-21; a longer one is rejected there only once the files have been uploaded.
        if (isAzure && suffix is not null && !AzureSuffix().IsMatch(suffix))
            throw GatewayException.Invalid("'suffix' must be 1 to 40 letters, digits, hyphens and underscores.");
        if (suffix is { Length: > MaxSuffixLength })
            throw GatewayException.Invalid($"'suffix' is longer than {MaxSuffixLength} characters.");
    }

    private static void CheckMethod(TrainRequest request)
    {
        if (request.Method != TrainingMethods.Dpo)
        {
            if (request.Hyperparameters?.Beta is not null)
                throw GatewayException.Invalid("'hyperparameters.beta' needs 'method' to be \"dpo\".");
            return;
        }

        if (request.Messages is { } messages)
        {
            throw GatewayException.Invalid(
                $"'{messages.Field ?? "messages"}' has no preferences, which 'method' \"dpo\" learns from: send them in 'jsonl' or as 'dataset_id'.");
        }
    }

    private void CheckIsAuto(AutoOrNumber? value, string name, int most)
    {
        if (!isAzure && value?.Number == AutoOrNumber.AzureAuto)
            throw GatewayException.Invalid($"'hyperparameters.{name}' must be \"auto\" or an integer from 1 to {most}.");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex AzureSuffix();
}
