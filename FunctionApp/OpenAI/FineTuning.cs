using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <summary>A fine-tuning job to create.</summary>
/// <param name="Model">The model to start from.</param>
/// <param name="TrainingFileId">The processed file with the examples.</param>
/// <param name="ValidationFileId">A processed file of examples to measure with, or null.</param>
/// <param name="Suffix">A word for the trained model's name, or null.</param>
/// <param name="Seed">Makes the training repeatable; null for a random one.</param>
/// <param name="Hyperparameters">As the service takes them, or null for its own choice.</param>
internal sealed record FineTuningRequest(
    string Model, string TrainingFileId, string? ValidationFileId, string? Suffix, int? Seed, Hyperparameters? Hyperparameters);

/// <summary>A fine-tuning job as the service tells of it.</summary>
/// <param name="Id">The service's id of it.</param>
/// <param name="Status">The service's own word.</param>
/// <param name="TrainingFileId">The file it trains on.</param>
/// <param name="Model">The trained model, once the job succeeded.</param>
/// <param name="EstimatedFinish">When the service expects the end; it often does not say.</param>
/// <param name="Error">Why it failed, where it did.</param>
/// <param name="TrainedTokens">How many tokens were trained on, once the job succeeded.</param>
/// <param name="FinishedAt">When it ended, where the service says so.</param>
internal sealed record JobSnapshot(
    string Id,
    string Status,
    string TrainingFileId,
    string? Model,
    DateTimeOffset? EstimatedFinish,
    FineTuningError? Error,
    long? TrainedTokens = null,
    DateTimeOffset? FinishedAt = null)
{
    /// <summary>The status of a job that trained its model.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>The gateway's word for a job that it has given up: it went on for longer than any job does.</summary>
    public const string Lost = "lost";

    /// <summary>Whether the model has been trained.</summary>
    public bool HasSucceeded => Status == Succeeded && Model is not null;

    /// <summary>Whether the status cannot change any more. An unknown word counts as running.</summary>
    public bool HasEnded => Status is Succeeded or "failed" or "cancelled" or "canceled" or Lost;
}

/// <summary>Why a job failed.</summary>
/// <param name="Code">The service's code.</param>
/// <param name="Message">The service's explanation.</param>
internal sealed record FineTuningError(string Code, string Message);
