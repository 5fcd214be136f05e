using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A job in a list.</summary>
public sealed record JobSummary
{
    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>The service's word, as last recorded; check_train asks anew.</summary>
    [Description("The service's word, as last recorded; check_train asks anew.")]
    public required string Status { get; init; }

    /// <summary>When it was submitted.</summary>
    [Description("When it was submitted.")]
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The file that it trains on.</summary>
    [Description("The file that it trains on.")]
    public required string FileId { get; init; }

    /// <summary>What modelID must be for new_bot; null until the model can be used.</summary>
    [Description("What modelID must be for new_bot; null until the model can be used.")]
    public string? Model { get; init; }

    /// <summary>When it may end, as in check_train; null once it has ended.</summary>
    [Description("When it may end, as in check_train; null once it has ended.")]
    public long? EstimatedFinish { get; init; }

    /// <summary>When it ended, as Unix time in seconds; absent until the service says.</summary>
    [Description("When it ended, as Unix time in seconds; absent until the service says.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FinishedAt { get; init; }

    /// <summary>How many tokens were trained on; absent until the service says.</summary>
    [Description("How many tokens were trained on; absent until the service says.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TrainedTokens { get; init; }

    /// <summary>Why it failed; absent if it did not.</summary>
    [Description("Why it failed; absent if it did not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobError? Error { get; init; }

    /// <summary>The trained model's deployment, if the gateway deploys it.</summary>
    [Description("The trained model's deployment, if the gateway deploys it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeploymentProgress? Deployment { get; init; }
}
