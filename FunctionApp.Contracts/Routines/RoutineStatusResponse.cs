using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How a routine stands after it was created or changed.</summary>
public sealed record RoutineStatusResponse : IBotRoutineResponse
{
    /// <summary>The routine's id.</summary>
    [Description("The routine's id.")]
    public required string RoutineId { get; init; }

    /// <summary>How it stands.</summary>
    [Description("How it stands.")]
    public required RoutineStatus RoutineStatus { get; init; }

    /// <summary>When it is due next, in ISO 8601 and UTC; null if it is not.</summary>
    [Description("When it is due next, in ISO 8601 and UTC; null if it is not.")]
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Why the gateway paused it or cannot run it; absent otherwise.</summary>
    [Description("Why the gateway paused it or cannot run it; absent otherwise.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
