using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Deletes a thread with all its turns.</summary>
public sealed record DeleteThreadRequest : IEventRequest
{
    /// <summary>The thread.</summary>
    [Description("The thread.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public required string ThreadId { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("delete_thread", "Delete a thread",
            new DeleteThreadRequest { ThreadId = ExampleIds.MigratedThread }, new DeleteThreadResponse { ThreadId = ExampleIds.MigratedThread }),
    ];
}

/// <summary>The thread that was deleted.</summary>
public sealed record DeleteThreadResponse
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }
}
