using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Lists the client's bots, the oldest first.</summary>
public sealed record ListBotsRequest : IEventRequest
{
    /// <summary>The number of items per page, 1 to 100; default 100.</summary>
    [Description("The number of items per page, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>The next of the previous page.</summary>
    [Description("The `next` of the previous page.")]
    public string? Next { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("list_bots", "List bots",
            new ListBotsRequest { Limit = 1 },
            new ListBotsResponse
            {
                Bots = [new() { BotId = ExampleIds.Bot, Name = "Chistero", ModelId = ExampleIds.Model, Temperature = 0.8, Version = 1, CreatedAt = ExampleIds.Submitted }],
            }),
    ];
}

/// <summary>A page of the client's bots.</summary>
public sealed record ListBotsResponse
{
    /// <summary>The bots, the oldest first.</summary>
    [Description("The bots, the oldest first.")]
    public required IReadOnlyList<BotSummary> Bots { get; init; }

    /// <summary>The next of the request for the following page; absent on the last page.</summary>
    [Description("The `next` of the request for the following page; absent on the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
