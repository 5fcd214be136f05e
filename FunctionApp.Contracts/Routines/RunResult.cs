using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The result of a run, or of due times that were skipped.</summary>
public sealed record RunResult : IBotRoutineResponse
{
    /// <summary>When it was due, in ISO 8601 and UTC.</summary>
    [Description("When it was due, in ISO 8601 and UTC.")]
    public required DateTimeOffset Due { get; init; }

    /// <summary>When it started; null if it did not.</summary>
    [Description("When it started; null if it did not.")]
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null if it did not.</summary>
    [Description("When it ended; null if it did not.")]
    public DateTimeOffset? Finished { get; init; }

    /// <summary>The number of the attempt, from 1; 0 if there was none.</summary>
    [Description("The number of the attempt, from 1; 0 if there was none.")]
    public required int Attempt { get; init; }

    /// <summary>How it ended.</summary>
    [Description("How it ended.")]
    public required RunOutcome Outcome { get; init; }

    /// <summary>The bot's answer; null if there is none.</summary>
    [Description("The bot's answer; null if there is none.")]
    public string? Answer { get; init; }

    /// <summary>Why there is none.</summary>
    [Description("Why there is none.")]
    public string? Error { get; init; }

    /// <summary>The tokens that it took; null if unknown.</summary>
    [Description("The tokens that it took; null if unknown.")]
    public TokenUsage? Usage { get; init; }

    /// <summary>For skipped due times, how many there were, counted to 10,000; otherwise absent.</summary>
    [Description("For skipped due times, how many there were, counted to 10,000; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Missed { get; init; }

    /// <summary>True if the answer was cut off; otherwise absent.</summary>
    [Description("True if the answer was cut off; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }
}
