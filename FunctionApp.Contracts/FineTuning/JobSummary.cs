using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A job in a list.</summary>
public sealed record JobSummary
{
    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>The service's status, as last recorded; check_train asks again.</summary>
    [Description("The service's status, as last recorded; `check_train` asks again.")]
    public required string Status { get; init; }

    /// <summary>When it was submitted.</summary>
    [Description("When it was submitted.")]
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The file that it trains on.</summary>
    [Description("The file that it trains on.")]
    public required string FileId { get; init; }

    /// <summary>The modelID for new_bot; null until the model can be used.</summary>
    [Description("The `modelID` for `new_bot`; null until the model can be used.")]
    public string? Model { get; init; }

    /// <summary>When it is expected to end, as in check_train; null once it has ended.</summary>
    [Description("When it is expected to end, as in `check_train`; null once it has ended.")]
    public long? EstimatedFinish { get; init; }

    /// <summary>When it ended, as Unix time in seconds; absent until the service reports it.</summary>
    [Description("When it ended, as Unix time in seconds; absent until the service reports it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FinishedAt { get; init; }

    /// <summary>The number of tokens trained on; absent until the service reports it.</summary>
    [Description("The number of tokens trained on; absent until the service reports it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TrainedTokens { get; init; }

    /// <summary>Why it failed; absent if it did not.</summary>
    [Description("Why it failed; absent if it did not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobError? Error { get; init; }

    /// <summary>The trained model's deployment, as in check_train.</summary>
    [Description("The trained model's deployment, as in `check_train`.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeploymentProgress? Deployment { get; init; }
}
