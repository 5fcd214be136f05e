using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Asks how far a fine-tuning job is.</summary>
public sealed record CheckTrainRequest
{
    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    [Alias("job_id")]
    public required string Id { get; init; }
}
