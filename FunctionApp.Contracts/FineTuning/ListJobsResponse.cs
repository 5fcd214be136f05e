using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A page of the client's jobs, as they were last recorded.</summary>
public sealed record ListJobsResponse
{
    /// <summary>The jobs, in the order of their ids.</summary>
    [Description("The jobs, in the order of their ids.")]
    public required IReadOnlyList<JobSummary> Jobs { get; init; }

    /// <summary>Send it with the next request to get the page after this one; absent on the last.</summary>
    [Description("Send it with the next request to get the page after this one; absent on the last.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
