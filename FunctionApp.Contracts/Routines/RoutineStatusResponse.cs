using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How a routine stands after it was created or changed.</summary>
public sealed record RoutineStatusResponse : IBotRoutineResponse
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    public required string RoutineId { get; init; }

    /// <summary>The routine's status.</summary>
    [Description("The routine's status.")]
    public required RoutineStatus RoutineStatus { get; init; }

    /// <summary>The next due time, in ISO 8601 and UTC; null if there is none.</summary>
    [Description("The next due time, in ISO 8601 and UTC; null if there is none.")]
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Why the gateway paused the routine or cannot read it; otherwise absent.</summary>
    [Description("Why the gateway paused the routine or cannot read it; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
