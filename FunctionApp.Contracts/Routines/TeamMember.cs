using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>An adviser of a team: its ids, or why it could not be created.</summary>
public sealed record TeamMember
{
    /// <summary>The bot; absent if it could not be created.</summary>
    [Description("The bot; absent if it could not be created.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BotId { get; init; }

    /// <summary>The thread; null if only the thread could not be created, absent without bot_id.</summary>
    [Description("The thread; null if only the thread could not be created, absent without `bot_id`.")]
    public string? ThreadId { get; init; }

    /// <summary>The routine; null if it could not be created, absent without schedule.</summary>
    [Description("The routine; null if it could not be created, absent without `schedule`.")]
    public string? RoutineId { get; init; }

    /// <summary>The routine's status; absent without a routine.</summary>
    [Description("The routine's status; absent without a routine.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoutineStatus? RoutineStatus { get; init; }

    /// <summary>The routine's next due time; absent without a routine.</summary>
    [Description("The routine's next due time; absent without a routine.")]
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Why the gateway paused the routine; otherwise absent.</summary>
    [Description("Why the gateway paused the routine; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Why the bot or its routine could not be created; otherwise absent.</summary>
    [Description("Why the bot or its routine could not be created; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
