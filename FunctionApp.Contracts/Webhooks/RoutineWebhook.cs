using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A routine's run that has ended, or a routine that the gateway has paused.</summary>
public sealed record RoutineWebhook : IWebhookData
{
    /// <summary>The longest answer that a message carries, in UTF-16 characters.</summary>
    public const int MostAnswerCharacters = 64_000;

    /// <summary>The routine.</summary>
    [Description("The routine.")]
    public required string RoutineId { get; init; }

    /// <summary>The bot; null if the routine is broken.</summary>
    [Description("The bot; null if the routine is broken.")]
    public string? BotId { get; init; }

    /// <summary>The thread, which holds the answer; null if the routine is broken.</summary>
    [Description("The thread, which holds the answer; null if the routine is broken.")]
    public string? ThreadId { get; init; }

    /// <summary>The due time of the run, or the time of the request for action run; absent if the routine was paused.</summary>
    [Description("The due time of the run, or the time of the request for `action` `run`; absent if the routine was paused.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Due { get; init; }

    /// <summary>The number of the attempt, from 1; absent if the routine was paused.</summary>
    [Description("The number of the attempt, from 1; absent if the routine was paused.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Attempt { get; init; }

    /// <summary>The bot's answer, at most 64,000 characters of it; absent unless the routine has deliver webhook.</summary>
    [Description("The bot's answer, at most 64,000 characters of it; absent unless the routine has `deliver` `webhook`.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }

    /// <summary>True if the answer was cut off, by the model or after 64,000 characters; otherwise absent.</summary>
    [Description("True if the answer was cut off, by the model or after 64,000 characters; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }

    /// <summary>Why the last attempt failed; absent otherwise.</summary>
    [Description("Why the last attempt failed; absent otherwise.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Why the gateway paused the routine; absent otherwise.</summary>
    [Description("Why the gateway paused the routine; absent otherwise.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
