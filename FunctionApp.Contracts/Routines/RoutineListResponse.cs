using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A page of the client's routines.</summary>
public sealed record RoutineListResponse : IBotRoutineResponse
{
    /// <summary>The routines, the oldest first.</summary>
    [Description("The routines, the oldest first.")]
    public required IReadOnlyList<RoutineSummary> Routines { get; init; }

    /// <summary>Send it with the next request to get the page after this one; absent on the last.</summary>
    [Description("Send it with the next request to get the page after this one; absent on the last.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
