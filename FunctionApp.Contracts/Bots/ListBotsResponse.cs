using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A page of the client's bots.</summary>
public sealed record ListBotsResponse
{
    /// <summary>The bots, the oldest first.</summary>
    [Description("The bots, the oldest first.")]
    public required IReadOnlyList<BotSummary> Bots { get; init; }

    /// <summary>Send it with the next request to get the page after this one; absent on the last.</summary>
    [Description("Send it with the next request to get the page after this one; absent on the last.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
