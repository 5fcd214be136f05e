using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Gets a thread with its newest turns.</summary>
public sealed record GetThreadRequest : IEventRequest
{
    /// <summary>The thread.</summary>
    [Description("The thread.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public required string ThreadId { get; init; }

    /// <summary>The number of turns per page, 1 to 100; default 20.</summary>
    [Description("The number of turns per page, 1 to 100; default 20.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>The next of the previous page.</summary>
    [Description("The `next` of the previous page.")]
    public string? Next { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("get_thread", "Read the newest turns of a thread",
            new GetThreadRequest { ThreadId = ExampleIds.Thread, Limit = 1 },
            new GetThreadResponse
            {
                ThreadId = ExampleIds.Thread,
                CreatedAt = ExampleIds.Submitted,
                Turns =
                [
                    new()
                    {
                        Number = 1,
                        At = ExampleIds.Submitted.AddMinutes(1),
                        Message = "Cuéntame un chiste.",
                        Answer = "¿Qué hace una abeja en el gimnasio? ¡Zum-ba!",
                        Usage = new TokenUsage(40, 20),
                    },
                ],
            }),
    ];
}

/// <summary>A thread with a page of its turns.</summary>
public sealed record GetThreadResponse
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }

    /// <summary>When it was created, in ISO 8601 and UTC.</summary>
    [Description("When it was created, in ISO 8601 and UTC.")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its legacy_id; absent if it has none.</summary>
    [Description("Its `legacy_id`; absent if it has none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LegacyId { get; init; }

    /// <summary>The turns, the newest first.</summary>
    [Description("The turns, the newest first.")]
    public required IReadOnlyList<ThreadTurn> Turns { get; init; }

    /// <summary>The next of the request for the following page; absent on the last page.</summary>
    [Description("The `next` of the request for the following page; absent on the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
