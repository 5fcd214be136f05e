using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A training job that has ended.</summary>
public sealed record JobWebhook : IWebhookData
{
    /// <summary>The job.</summary>
    [Description("The job.")]
    public required string JobId { get; init; }

    /// <summary>The job's status, as check_train returns it.</summary>
    [Description("The job's status, as `check_train` returns it.")]
    public required string JobStatus { get; init; }

    /// <summary>The trained model; absent unless the job succeeded.</summary>
    [Description("The trained model; absent unless the job succeeded.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FineTunedModel { get; init; }

    /// <summary>The model service's code for why it failed; absent if there is none.</summary>
    [Description("The model service's code for why it failed; absent if there is none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorCode { get; init; }
}
