using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Lists the client's threads, the newest first.</summary>
public sealed record ListThreadsRequest : IEventRequest
{
    /// <summary>Only threads that were created with this bot or in which it answered.</summary>
    [Description("Only threads that were created with this bot or in which it answered.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public string? BotId { get; init; }

    /// <summary>The number of items per page, 1 to 100; default 100.</summary>
    [Description("The number of items per page, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>The next of the previous page.</summary>
    [Description("The `next` of the previous page.")]
    public string? Next { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("list_threads", "List threads",
            new ListThreadsRequest { Limit = 1 },
            new ListThreadsResponse { Threads = [new() { ThreadId = ExampleIds.Thread, CreatedAt = ExampleIds.Submitted }] }),
        new("list_threads_of_bot", "List the threads of a bot",
            new ListThreadsRequest { BotId = ExampleIds.Bot },
            new ListThreadsResponse { Threads = [new() { ThreadId = ExampleIds.Thread, CreatedAt = ExampleIds.Submitted }] }),
    ];
}

/// <summary>A page of the client's threads.</summary>
public sealed record ListThreadsResponse
{
    /// <summary>The threads, the newest first.</summary>
    [Description("The threads, the newest first.")]
    public required IReadOnlyList<ThreadSummary> Threads { get; init; }

    /// <summary>The next of the request for the following page; absent on the last page.</summary>
    [Description("The `next` of the request for the following page; absent on the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
