using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Asks how far a fine-tuning job is.</summary>
public sealed record CheckTrainRequest : IEventRequest
{
    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    [Alias("job_id")]
    public required string Id { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("check_train", "Check a training job",
            new CheckTrainRequest { Id = ExampleIds.Job },
            new CheckTrainResponse
            {
                Status = "succeeded",
                JobId = ExampleIds.Job,
                Model = "gpt-4.1-mini-2025-04-14.ft-4f6a1c8e2b7d4093a5e8c1f09d3b7a62-chistes",
                History =
                [
                    new() { Status = "pending", At = ExampleIds.Submitted },
                    new() { Status = "succeeded", At = ExampleIds.Submitted.AddMinutes(40) },
                ],
                TrainedTokens = 750,
                FinishedAt = ExampleIds.Submitted.AddMinutes(40).ToUnixTimeSeconds(),
            }),
    ];
}

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
}
