using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How a routine stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoutineStatus>))]
public enum RoutineStatus
{
    /// <summary>It is due by its schedule.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>It is not due until it is resumed.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>It has reached <c>max_runs</c> or <c>ends_at</c>.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,

    /// <summary>The gateway cannot read it; it can be paused and deleted.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,

    /// <summary>It has just been deleted.</summary>
    [JsonStringEnumMemberName("deleted")]
    Deleted,
}
