using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Gets a thread with its newest turns.</summary>
public sealed record GetThreadRequest
{
    /// <summary>The thread.</summary>
    [Description("The thread.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public required string ThreadId { get; init; }

    /// <summary>At most so many turns, 1 to 100; default 20.</summary>
    [Description("At most so many turns, 1 to 100; default 20.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>What the page before returned as next.</summary>
    [Description("What the page before returned as next.")]
    public string? Next { get; init; }
}
