using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>A team of four advisers.</summary>
public sealed record TeamResponse : IBotRoutineResponse
{
    /// <summary>The adviser on marketing.</summary>
    [Description("The adviser on marketing.")]
    public required TeamMember Marketing { get; init; }

    /// <summary>The adviser on finance.</summary>
    [Description("The adviser on finance.")]
    public required TeamMember Finance { get; init; }

    /// <summary>The adviser on human resources.</summary>
    [Description("The adviser on human resources.")]
    public required TeamMember Rrhh { get; init; }

    /// <summary>The adviser on strategy.</summary>
    [Description("The adviser on strategy.")]
    public required TeamMember Strategy { get; init; }
}
