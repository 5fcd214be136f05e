using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Runs a routine now, whatever its schedule and status.</summary>
public sealed record RunRoutineRequest : BotRoutineRequest
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    [Alias("routineID")]
    public required string RoutineId { get; init; }
}
