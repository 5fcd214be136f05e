using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>A fine-tuning job. Its status is never stored: it follows from the time since it was created.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Azure">Which of the two services it was created on; decides statuses and the model's name.</param>
/// <param name="Created">To the tick, strictly rising, so that a list has an order.</param>
/// <param name="Model">The model to train, as asked for.</param>
/// <param name="Snapshot">The dated base model below it.</param>
/// <param name="TrainingFile">A file's id.</param>
/// <param name="ValidationFile">A file's id; null when none was given.</param>
/// <param name="Suffix">Part of the trained model's name; <c>fail</c> makes the job fail.</param>
/// <param name="Seed">As asked for, else random.</param>
/// <param name="Hyperparameters">As asked for; null when none were given.</param>
/// <param name="FileTokens">Tokens in the training file.</param>
/// <param name="Cancelled">When it was cancelled; null when it was not.</param>
/// <param name="Method">What the model learns from.</param>
/// <param name="Metadata">What was to be kept with the job; null when nothing was.</param>
/// <param name="Paused">Since when it is paused; null when it is not.</param>
/// <param name="Held">How long it has been paused before.</param>
/// <param name="IsModelDeleted">Whether its model has been deleted.</param>
internal sealed record JobSnapshot(
    string Id,
    bool Azure,
    DateTimeOffset Created,
    string Model,
    string Snapshot,
    string TrainingFile,
    string? ValidationFile,
    string? Suffix,
    int Seed,
    JsonElement? Hyperparameters,
    int FileTokens,
    DateTimeOffset? Cancelled,
    string Method = JobMethod.Supervised,
    JsonObject? Metadata = null,
    DateTimeOffset? Paused = null,
    TimeSpan Held = default,
    bool IsModelDeleted = false)
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    private const string FailingSuffix = "fail";

    private static readonly TimeSpan Validation = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Queue = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Training = TimeSpan.FromSeconds(4);

    /// <summary>When it ends, or ended.</summary>
    [JsonIgnore]
    public DateTimeOffset Ended => Cancelled ?? Created + Held + Training;

    /// <summary>The name of the model that it makes.</summary>
    [JsonIgnore]
    public string FineTunedModel
    {
        get
        {
            var hex = Id[(Id.IndexOf('-') + 1)..];
            return Azure
                ? $"{Snapshot}.ft-{hex}{(Suffix is null ? "" : $"-{Suffix}")}"
                : $"ft:{Snapshot}:local:{Suffix}:{hex[..8]}";
        }
    }

    /// <summary>The steps after which a job has kept a checkpoint, one for each of its epochs.</summary>
    public static IReadOnlyList<int> CheckpointSteps { get; } = [30, 60, 90];

    /// <summary>The name of the model as it was after a step.</summary>
    public string CheckpointAt(int step) => $"{FineTunedModel}:ckpt-step-{step}";

    public bool HasEndedAt(DateTimeOffset now) => Cancelled is not null || AgeAt(now) >= Training;

    /// <summary>How many steps it has taken.</summary>
    public int StepsAt(DateTimeOffset now) =>
        (int)(Math.Clamp((AgeAt(Cancelled ?? now) - Queue) / (Training - Queue), 0, 1) * CheckpointSteps[^1]);

    /// <summary>When it took a step.</summary>
    public DateTimeOffset TimeOf(int step) => Created + Held + Queue + ((Training - Queue) * step / CheckpointSteps[^1]);

    public string StatusAt(DateTimeOffset now)
    {
        if (Cancelled is not null)
            return "cancelled";
        var age = AgeAt(now);
        if (age >= Training)
            return Suffix == FailingSuffix ? Failed : Succeeded;
        if (Paused is not null)
            return "paused";
        if (Azure)
            return age < Validation ? "pending" : "running";
        return age < Validation ? "validating_files" : age < Queue ? "queued" : "running";
    }

    // Paused time does not count.
    private TimeSpan AgeAt(DateTimeOffset now) => (Paused ?? now) - Created - Held;
}
