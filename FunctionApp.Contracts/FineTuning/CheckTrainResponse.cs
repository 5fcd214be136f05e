using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How far a fine-tuning job is.</summary>
public sealed record CheckTrainResponse
{
    /// <summary>The service's word, succeeded in the end; lost if the job went on for longer than Scheduler__LostJobDays.</summary>
    [Description("The service's word, succeeded in the end; lost if the job went on for longer than Scheduler__LostJobDays.")]
    public required string Status { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>What modelID must be for new_bot; null until the model can be used.</summary>
    [Description("What modelID must be for new_bot; null until the model can be used.")]
    public string? Model { get; init; }

    /// <summary>When it may end, as Unix time in seconds: the service's estimate, otherwise half an hour after the submission; null once it has ended.</summary>
    [Description("When it may end, as Unix time in seconds: the service's estimate, otherwise half an hour after the submission; null once it has ended.")]
    public long? EstimatedFinish { get; init; }

    /// <summary>Each status with the time when the gateway first saw it, the oldest first.</summary>
    [Description("Each status with the time when the gateway first saw it, the oldest first.")]
    public required IReadOnlyList<JobStatusChange> History { get; init; }

    /// <summary>Why it failed; absent if it did not.</summary>
    [Description("Why it failed; absent if it did not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobError? Error { get; init; }

    /// <summary>How many tokens were trained on; absent until the service says.</summary>
    [Description("How many tokens were trained on; absent until the service says.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TrainedTokens { get; init; }

    /// <summary>When it ended, as Unix time in seconds; absent until the service says.</summary>
    [Description("When it ended, as Unix time in seconds; absent until the service says.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FinishedAt { get; init; }

    /// <summary>The trained model's deployment, if the gateway deploys it.</summary>
    [Description("The trained model's deployment, if the gateway deploys it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeploymentProgress? Deployment { get; init; }

    /// <summary>Why the gateway could not go on with the job the last time that it tried; absent if it could.</summary>
    [Description("Why the gateway could not go on with the job the last time that it tried; absent if it could.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>What is done once the model can be used; absent if nothing was asked for.</summary>
    [Description("What is done once the model can be used; absent if nothing was asked for.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FollowUpProgress? Then { get; init; }

    /// <summary>How the model is deployed by hand, if it must be.</summary>
    [Description("How the model is deployed by hand, if it must be.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>True if the service did not answer and this is what was last known; otherwise absent.</summary>
    [Description("True if the service did not answer and this is what was last known; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Stale { get; init; }

    /// <summary>With details: what the service told of the job's course, the newest 50, the newest first.</summary>
    [Description("With details: what the service told of the job's course, the newest 50, the newest first.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobEvent>? Events { get; init; }

    /// <summary>With details: measurements from the job's result file, at most 200 over the whole course, the last one included; empty until the service has it.</summary>
    [Description("With details: measurements from the job's result file, at most 200 over the whole course, the last one included; empty until the service has it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrainingMetric>? Metrics { get; init; }

    /// <summary>With details: the newest 50 checkpoints, the newest first.</summary>
    [Description("With details: the newest 50 checkpoints, the newest first.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobCheckpoint>? Checkpoints { get; init; }
}
