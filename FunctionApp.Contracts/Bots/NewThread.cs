using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Creates a thread.</summary>
public sealed record NewThreadRequest : IEventRequest, IIdempotentRequest
{
    /// <summary>An id of the previous service, which every event then accepts in place of the new one: 1 to 64 letters (A to Z), digits, _ and -. One that another of the client's threads has is a 409.</summary>
    [Description("An id of the previous service, which every event then accepts in place of the new one: 1 to 64 letters (A to Z), digits, `_` and `-`. One that another of the client's threads has is a 409.")]
    [Alias("legacyID")]
    public string? LegacyId { get; init; }

    /// <summary>Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.</summary>
    [Description("Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.")]
    public string? IdempotencyKey { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("new_thread", "Create a thread",
            new NewThreadRequest(),
            new NewThreadResponse { ThreadId = "thread_91c2e4a6b8d04f1395a7c9e1b3d5f708", Id = "thread_91c2e4a6b8d04f1395a7c9e1b3d5f708" }),
        new("new_thread_legacy", "Create a thread in place of one of the previous service",
            new NewThreadRequest { LegacyId = "thread_Xq7Lm2" },
            new NewThreadResponse { ThreadId = ExampleIds.MigratedThread, Id = ExampleIds.MigratedThread }),
    ];
}

/// <summary>The thread that was created.</summary>
public sealed record NewThreadResponse
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }

    /// <summary>The same id, under the name that clients of the previous service read.</summary>
    [Description("The same id, under the name that clients of the previous service read.")]
    public required string Id { get; init; }
}
