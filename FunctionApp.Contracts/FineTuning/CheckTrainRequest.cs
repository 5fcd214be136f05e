using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Asks how far a fine-tuning job is.</summary>
public sealed record CheckTrainRequest
{
    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    [Alias("job_id")]
    public required string Id { get; init; }

    /// <summary>Whether to ask the service for events, metrics and checkpoints too, which takes longer; default false.</summary>
    [Description("Whether to ask the service for events, metrics and checkpoints too, which takes longer; default false.")]
    public bool? Details { get; init; }
}
