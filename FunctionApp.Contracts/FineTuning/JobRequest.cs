using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Names a job.</summary>
public abstract record JobRequest
{
    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    [Alias("job_id")]
    public required string Id { get; init; }
}
