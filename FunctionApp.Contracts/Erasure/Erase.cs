using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Erases everything of the client.</summary>
public sealed record EraseRequest : IEventRequest
{
    /// <summary>The client id, so that nothing is erased by mistake.</summary>
    [Description("Your client id, so that nothing is erased by mistake.")]
    public required string Confirm { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("erase", "Erase everything of the client",
            new EraseRequest { Confirm = "default" },
            new EraseResponse
            {
                Status = ErasureStatus.Running,
                RequestedAt = ExampleIds.Submitted,
                EarliestEnd = ExampleIds.Submitted.AddMinutes(6),
                Deleted = new ErasedCounts { Bots = 3, Threads = 8, Routines = 1, Jobs = 2, Models = 1, Deployments = 1, Files = 4, DatasetParts = 2 },
                Left = [],
            }),
    ];
}

/// <summary>How far the erasure is.</summary>
public sealed record EraseResponse
{
    /// <summary>How far it is.</summary>
    [Description("How far the erasure is.")]
    public required ErasureStatus Status { get; init; }

    /// <summary>When it was requested.</summary>
    [Description("When it was requested, in ISO 8601 and UTC.")]
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Before when it does not end; absent once it is done.</summary>
    [Description("It does not end before this time; later if there is more to delete. Absent once it is done.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EarliestEnd { get; init; }

    /// <summary>When it was done; absent before.</summary>
    [Description("When it was done; absent before.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How much has been deleted.</summary>
    [Description("How much has been deleted, by kind. A crash of the gateway can make the numbers too low.")]
    public required ErasedCounts Deleted { get; init; }

    /// <summary>The kinds of which something is known to be left.</summary>
    [Description("The kinds of which something is known to be left.")]
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>Why the last attempt did not get further; absent if nothing failed.</summary>
    [Description("Why the last attempt did not get further, for instance an error of the model service; the gateway tries again. Absent if nothing failed.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }
}
