using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>What is done once the model of a job can be used.</summary>
public sealed record FollowUpProgress
{
    /// <summary>The team of advisers: made, and each adviser's ids.</summary>
    [Description("The team of advisers: `made`, and each adviser's ids.")]
    public required TeamProgress BotRoutine { get; init; }
}
