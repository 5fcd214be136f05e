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

    /// <summary>Whether to ask the service for events, metrics and checkpoints too, which takes longer; default false.</summary>
    [Description("Whether to ask the service for events, metrics and checkpoints too, which takes longer; default false.")]
    public bool? Details { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("check_train", "Check a training job",
            new CheckTrainRequest { Id = ExampleIds.Job },
            new CheckTrainResponse
            {
                Status = "succeeded",
                JobId = ExampleIds.Job,
                Model = ExampleIds.TrainedModel,
                History =
                [
                    new() { Status = "pending", At = ExampleIds.Submitted },
                    new() { Status = "succeeded", At = ExampleIds.Submitted.AddMinutes(40) },
                ],
                TrainedTokens = 750,
                FinishedAt = ExampleIds.Submitted.AddMinutes(40).ToUnixTimeSeconds(),
            }),
        new("check_train_details", "Check a training job with its events, metrics and checkpoints",
            new CheckTrainRequest { Id = ExampleIds.Job, Details = true },
            new CheckTrainResponse
            {
                Status = "succeeded",
                JobId = ExampleIds.Job,
                Model = ExampleIds.TrainedModel,
                History = [new() { Status = "succeeded", At = ExampleIds.Submitted.AddMinutes(40) }],
                Events = [new() { At = ExampleIds.Submitted.AddMinutes(40), Level = "info", Message = "The job has succeeded" }],
                Metrics = [new() { Step = 1, TrainingLoss = 2.1, TokenAccuracy = 0.28 }, new() { Step = 90, TrainingLoss = 0.41, TokenAccuracy = 0.78 }],
                Checkpoints = [new() { Model = $"{ExampleIds.TrainedModel}:ckpt-step-90", Step = 90, TrainingLoss = 0.41, TokenAccuracy = 0.78 }],
            }),
    ];
}

/// <summary>How far a fine-tuning job is.</summary>
public sealed record CheckTrainResponse
{
    /// <summary>The service's status; succeeded once the model is trained. lost: the job ran for longer than Scheduler__LostJobDays, and the gateway no longer polls it.</summary>
    [Description("The service's status; `succeeded` once the model is trained. `lost`: the job ran for longer than `Scheduler__LostJobDays`, and the gateway no longer polls it.")]
    public required string Status { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>The modelID for new_bot; null until the model can be used.</summary>
    [Description("The `modelID` for `new_bot`; null until the model can be used.")]
    public string? Model { get; init; }

    /// <summary>When it is expected to end, as Unix time in seconds: the service's estimate, or half an hour after submission if there is none; null once the job has ended.</summary>
    [Description("When it is expected to end, as Unix time in seconds: the service's estimate, or half an hour after submission if there is none; null once the job has ended.")]
    public long? EstimatedFinish { get; init; }

    /// <summary>Each status with the time at which the gateway first saw it, oldest first.</summary>
    [Description("Each status with the time at which the gateway first saw it, oldest first.")]
    public required IReadOnlyList<JobStatusChange> History { get; init; }

    /// <summary>Why the job failed; absent if it did not.</summary>
    [Description("Why the job failed; absent if it did not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobError? Error { get; init; }

    /// <summary>The number of tokens trained on; absent until the service reports it.</summary>
    [Description("The number of tokens trained on; absent until the service reports it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TrainedTokens { get; init; }

    /// <summary>When the job ended, as Unix time in seconds; absent until the service reports it.</summary>
    [Description("When the job ended, as Unix time in seconds; absent until the service reports it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FinishedAt { get; init; }

    /// <summary>With OpenAI__AutoDeploy, after the job has succeeded: the deployment of the trained model.</summary>
    [Description("With `OpenAI__AutoDeploy`, after the job has succeeded: the deployment of the trained model.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeploymentProgress? Deployment { get; init; }

    /// <summary>Why the last attempt to process the job failed; otherwise absent. The gateway retries; after 20 attempts at a deployment or a team it stops.</summary>
    [Description("Why the last attempt to process the job failed; otherwise absent. The gateway retries; after 20 attempts at a deployment or a team it stops.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>If the job was to create a team: its state, with the ids of each adviser (bot_id, thread_id).</summary>
    [Description("If the job was to create a team: its state, with the ids of each adviser (`bot_id`, `thread_id`).")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FollowUpProgress? Then { get; init; }

    /// <summary>With OpenAI__Provider = azure and without OpenAI__AutoDeploy: how to deploy the model by hand, which is necessary before it can answer (LocalHost's simulated models answer at once).</summary>
    [Description("With `OpenAI__Provider` = `azure` and without `OpenAI__AutoDeploy`: how to deploy the model by hand, which is necessary before it can answer (LocalHost's simulated models answer at once).")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>True if the service did not respond and this is the last known state; otherwise absent, and the state is at most Scheduler__JobAgeSeconds old.</summary>
    [Description("True if the service did not respond and this is the last known state; otherwise absent, and the state is at most `Scheduler__JobAgeSeconds` old.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Stale { get; init; }

    /// <summary>With details: the newest 50 events of the job, the newest first.</summary>
    [Description("With `details`: the newest 50 events of the job, the newest first.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobEvent>? Events { get; init; }

    /// <summary>With details: measurements from the job's result file, at most 200 spread over the whole training, including the last; empty until the service has the file.</summary>
    [Description("With `details`: measurements from the job's result file, at most 200 spread over the whole training, including the last; empty until the service has the file.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrainingMetric>? Metrics { get; init; }

    /// <summary>With details: the newest 50 checkpoints, the newest first.</summary>
    [Description("With `details`: the newest 50 checkpoints, the newest first.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobCheckpoint>? Checkpoints { get; init; }
}
