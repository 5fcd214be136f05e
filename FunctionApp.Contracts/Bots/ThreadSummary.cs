using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A thread as lists show it.</summary>
public sealed record ThreadSummary
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }

    /// <summary>When it was created, in ISO 8601 and UTC.</summary>
    [Description("When it was created, in ISO 8601 and UTC.")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its legacy_id; absent if it has none.</summary>
    [Description("Its `legacy_id`; absent if it has none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LegacyId { get; init; }
}
