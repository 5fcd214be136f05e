using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <param name="TrainingFileId">The processed file with the examples.</param>
/// <param name="ValidationFileId">The processed validation file, or null.</param>
/// <param name="Suffix">A suffix for the trained model's name, or null.</param>
/// <param name="Seed">Makes the training reproducible; null for a random one.</param>
/// <param name="Hyperparameters">As the service takes them, or null for its own choice.</param>
internal sealed record FineTuningRequest(
    string Model, string TrainingFileId, string? ValidationFileId, string? Suffix, int? Seed, Hyperparameters? Hyperparameters);

/// <param name="Model">The trained model, once the job succeeded.</param>
/// <param name="EstimatedFinish">When the service expects the end; it often does not say.</param>
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
    public const string Succeeded = "succeeded";

    /// <summary>The gateway's word for a job that it has given up: it went on for longer than any job does.</summary>
    public const string Lost = "lost";

    public bool HasSucceeded => Status == Succeeded && Model is not null;

    /// <summary>Whether the status cannot change any more. An unknown word counts as running.</summary>
    public bool HasEnded => Status is Succeeded or "failed" or "cancelled" or "canceled" or Lost;
}

internal sealed record FineTuningError(string Code, string Message);
