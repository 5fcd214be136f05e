using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A page of the client's routines.</summary>
public sealed record RoutineListResponse : IBotRoutineResponse
{
    /// <summary>The routines, oldest first.</summary>
    [Description("The routines, oldest first.")]
    public required IReadOnlyList<RoutineSummary> Routines { get; init; }

    /// <summary>Send it with the next request to get the next page; absent from the last page.</summary>
    [Description("Send it with the next request to get the next page; absent from the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
