using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Activates a paused routine from its next due time on.</summary>
public sealed record ResumeRoutineRequest : BotRoutineRequest
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    [Alias("routineID")]
    public required string RoutineId { get; init; }
}
