using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Deletes a routine.</summary>
public sealed record DeleteRoutineRequest : BotRoutineRequest
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    [Alias("routineID")]
    public required string RoutineId { get; init; }
}
