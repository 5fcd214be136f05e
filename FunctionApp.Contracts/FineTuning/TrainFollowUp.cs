using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>What to do once a trained model can be used.</summary>
public sealed record TrainFollowUp
{
    /// <summary>Whether to create the team of advisers on it.</summary>
    [Description("Whether to create the team of advisers on it.")]
    public required bool BotRoutine { get; init; }
}
