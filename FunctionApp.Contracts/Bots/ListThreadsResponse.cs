using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A page of the client's threads.</summary>
public sealed record ListThreadsResponse
{
    /// <summary>The threads, the newest first.</summary>
    [Description("The threads, the newest first.")]
    public required IReadOnlyList<ThreadSummary> Threads { get; init; }

    /// <summary>Send it with the next request to get the page after this one; absent on the last.</summary>
    [Description("Send it with the next request to get the page after this one; absent on the last.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
