using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Deletes a thread with all its turns.</summary>
public sealed record DeleteThreadRequest
{
    /// <summary>The thread.</summary>
    [Description("The thread.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public required string ThreadId { get; init; }
}
