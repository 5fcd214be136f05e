using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The result of a run, or of due times that were skipped.</summary>
public sealed record RunResult : IBotRoutineResponse
{
    /// <summary>The due time.</summary>
    [Description("The due time.")]
    public required DateTimeOffset Due { get; init; }

    /// <summary>When the run started; null if it was skipped.</summary>
    [Description("When the run started; null if it was skipped.")]
    public DateTimeOffset? Started { get; init; }

    /// <summary>When the run ended; null if it was skipped.</summary>
    [Description("When the run ended; null if it was skipped.")]
    public DateTimeOffset? Finished { get; init; }

    /// <summary>The number of the attempt, from 1; 0 if the run was skipped.</summary>
    [Description("The number of the attempt, from 1; 0 if the run was skipped.")]
    public required int Attempt { get; init; }

    /// <summary>How the run ended.</summary>
    [Description("How the run ended.")]
    public required RunOutcome Outcome { get; init; }

    /// <summary>The bot's answer; null if there is none.</summary>
    [Description("The bot's answer; null if there is none.")]
    public string? Answer { get; init; }

    /// <summary>Why there is no answer.</summary>
    [Description("Why there is no answer.")]
    public string? Error { get; init; }

    /// <summary>The tokens that were used; null if unknown.</summary>
    [Description("The tokens that were used; null if unknown.")]
    public TokenUsage? Usage { get; init; }

    /// <summary>For skipped due times: how many there were, up to 10,000; otherwise absent.</summary>
    [Description("For skipped due times: how many there were, up to 10,000; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Missed { get; init; }

    /// <summary>True if the answer was cut off; otherwise absent.</summary>
    [Description("True if the answer was cut off; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }
}
