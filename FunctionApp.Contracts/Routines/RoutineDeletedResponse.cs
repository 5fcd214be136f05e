using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The routine that was deleted.</summary>
public sealed record RoutineDeletedResponse : IBotRoutineResponse
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    public required string RoutineId { get; init; }

    /// <summary>How it stands.</summary>
    [Description("How it stands.")]
    public required RoutineStatus RoutineStatus { get; init; }
}
