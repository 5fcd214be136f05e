using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The routine that was deleted.</summary>
public sealed record RoutineDeletedResponse : IBotRoutineResponse
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    public required string RoutineId { get; init; }

    /// <summary>The routine's status.</summary>
    [Description("The routine's status.")]
    public required RoutineStatus RoutineStatus { get; init; }
}
