using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>An adviser of a team: its ids, or why it could not be created.</summary>
public sealed record TeamMember
{
    /// <summary>Its bot; absent if it could not be created.</summary>
    [Description("Its bot; absent if it could not be created.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BotId { get; init; }

    /// <summary>Its thread; null if only the thread could not be created, absent with bot_id.</summary>
    [Description("Its thread; null if only the thread could not be created, absent with bot_id.")]
    public string? ThreadId { get; init; }

    /// <summary>Its routine; absent if none was asked for, null if it could not be created.</summary>
    [Description("Its routine; absent if none was asked for, null if it could not be created.")]
    public string? RoutineId { get; init; }

    /// <summary>How its routine stands; absent without one.</summary>
    [Description("How its routine stands; absent without one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoutineStatus? RoutineStatus { get; init; }

    /// <summary>When its routine is due next, in ISO 8601 and UTC; absent without one.</summary>
    [Description("When its routine is due next, in ISO 8601 and UTC; absent without one.")]
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Why the gateway paused its routine; absent otherwise.</summary>
    [Description("Why the gateway paused its routine; absent otherwise.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Why the bot or its routine could not be created; absent if they were.</summary>
    [Description("Why the bot or its routine could not be created; absent if they were.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
