using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BotGateway.Contracts;

/// <summary>Lists the client's jobs, in the order of their ids.</summary>
public sealed record ListJobsRequest
{
    /// <summary>At most so many, 1 to 100; default 100.</summary>
    [Description("At most so many, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>What the page before returned as next.</summary>
    [Description("What the page before returned as next.")]
    public string? Next { get; init; }
}
