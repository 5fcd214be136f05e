using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A routine with its message and its newest runs.</summary>
public sealed record RoutineDetails : RoutineSummary, IBotRoutineResponse
{
    /// <summary>Its message; absent if it is broken.</summary>
    [Description("Its message; absent if it is broken.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public string? Message { get; init; }

    /// <summary>Its newest 20 runs, the newest first; absent if it is broken.</summary>
    [Description("Its newest 20 runs, the newest first; absent if it is broken.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RunResult>? Runs { get; init; }
}
