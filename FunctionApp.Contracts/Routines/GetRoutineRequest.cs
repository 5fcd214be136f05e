using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Gets a routine with its message and its newest runs.</summary>
public sealed record GetRoutineRequest : BotRoutineRequest
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    [Alias("routineID")]
    public required string RoutineId { get; init; }
}
