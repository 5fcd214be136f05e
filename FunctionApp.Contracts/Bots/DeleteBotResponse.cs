using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The bot that was deleted.</summary>
public sealed record DeleteBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>Its routines that were deleted with it, at most 100.</summary>
    [Description("Its routines that were deleted with it, at most 100.")]
    public required IReadOnlyList<string> RoutineIds { get; init; }

    /// <summary>True if it had more routines, which are deleted within minutes; otherwise absent.</summary>
    [Description("True if it had more routines, which are deleted within minutes; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MoreRoutines { get; init; }
}
