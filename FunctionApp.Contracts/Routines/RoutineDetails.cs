using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A routine with its message and its newest runs.</summary>
public sealed record RoutineDetails : RoutineSummary, IBotRoutineResponse
{
    /// <summary>The message that is sent to the bot; absent if the routine is broken.</summary>
    [Description("The message that is sent to the bot; absent if the routine is broken.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public string? Message { get; init; }

    /// <summary>The newest 20 runs, newest first; absent if the routine is broken.</summary>
    [Description("The newest 20 runs, newest first; absent if the routine is broken.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RunResult>? Runs { get; init; }
}
