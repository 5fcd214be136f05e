using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunOutcome>))]
public enum RunOutcome
{
    /// <summary>The answer is in the thread.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>All attempts failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Due times passed without a run.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
