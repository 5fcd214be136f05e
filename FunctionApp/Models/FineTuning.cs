using System.Text.Json.Nodes;

namespace BotGateway.Models;

/// <summary>A fine-tuning job to create.</summary>
/// <param name="Model">The model to start from.</param>
/// <param name="TrainingFileId">The processed file with the examples.</param>
/// <param name="ValidationFileId">A processed file of examples to measure with, or null.</param>
/// <param name="Suffix">A word for the trained model's name, or null.</param>
/// <param name="Seed">Makes the training repeatable; null for a random one.</param>
/// <param name="Hyperparameters">As the service takes them, or null for its own choice.</param>
public sealed record FineTuningRequest(
    string Model, string TrainingFileId, string? ValidationFileId, string? Suffix, long? Seed, JsonObject? Hyperparameters);

/// <summary>A fine-tuning job as the service tells of it.</summary>
/// <param name="Id">The service's id of it.</param>
/// <param name="Status">The service's own word.</param>
/// <param name="TrainingFileId">The file it trains on.</param>
/// <param name="Model">The trained model, once the job succeeded.</param>
/// <param name="EstimatedFinish">When the service expects the end; it often does not say.</param>
/// <param name="Error">Why it failed, where it did.</param>
public sealed record FineTuningJob(
    string Id, string Status, string TrainingFileId, string? Model, DateTimeOffset? EstimatedFinish, FineTuningError? Error)
{
    /// <summary>The status of a job that trained its model.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>Whether the status cannot change any more. A word that nobody knows counts as going on.</summary>
    public bool HasEnded => IsFinal(Status);

    /// <summary>Whether a status cannot change any more.</summary>
    /// <param name="status">The service's word.</param>
    /// <returns>Whether it is final.</returns>
    public static bool IsFinal(string status) => status is Succeeded or "failed" or "cancelled" or "canceled";
}

/// <summary>Why a job failed.</summary>
/// <param name="Code">The service's code.</param>
/// <param name="Message">The service's explanation.</param>
public sealed record FineTuningError(string Code, string Message);
