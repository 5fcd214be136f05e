using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A thread with a page of its turns.</summary>
public sealed record GetThreadResponse
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }

    /// <summary>When it was created, in ISO 8601 and UTC.</summary>
    [Description("When it was created, in ISO 8601 and UTC.")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The id of the old service that it was given; absent if none.</summary>
    [Description("The id of the old service that it was given; absent if none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LegacyId { get; init; }

    /// <summary>The turns, the newest first; fewer than the limit if they are long.</summary>
    [Description("The turns, the newest first; fewer than the limit if they are long.")]
    public required IReadOnlyList<ThreadTurn> Turns { get; init; }

    /// <summary>Send it with the next request to get the page after this one; absent on the last.</summary>
    [Description("Send it with the next request to get the page after this one; absent on the last.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
