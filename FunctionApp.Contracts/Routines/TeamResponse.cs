using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>A team of four advisers.</summary>
public sealed record TeamResponse : IBotRoutineResponse
{
    /// <summary>The marketing adviser.</summary>
    [Description("The marketing adviser.")]
    public required TeamMember Marketing { get; init; }

    /// <summary>The finance adviser.</summary>
    [Description("The finance adviser.")]
    public required TeamMember Finance { get; init; }

    /// <summary>The HR adviser.</summary>
    [Description("The HR adviser.")]
    public required TeamMember Rrhh { get; init; }

    /// <summary>The strategy adviser.</summary>
    [Description("The strategy adviser.")]
    public required TeamMember Strategy { get; init; }
}
