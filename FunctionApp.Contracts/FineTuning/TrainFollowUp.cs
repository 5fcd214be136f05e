using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>What to do once a trained model can be used.</summary>
public sealed record TrainFollowUp
{
    /// <summary>Whether to create a team of advisers on the model; check_train shows the team.</summary>
    [Description("Whether to create a team of advisers on the model; `check_train` shows the team.")]
    public required bool BotRoutine { get; init; }
}
