using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Stops a routine until it is resumed.</summary>
public sealed record PauseRoutineRequest : BotRoutineRequest
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    [Alias("routineID")]
    public required string RoutineId { get; init; }
}
