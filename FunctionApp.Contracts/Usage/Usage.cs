using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Tells what the client has used, and how much of its budgets is left.</summary>
public sealed record UsageRequest : IEventRequest
{
    /// <summary>The first UTC day, such as 2026-11-01; default the first of the present month.</summary>
    [Description("The first UTC day, such as `2026-11-01`; default the first of the present month.")]
    public string? From { get; init; }

    /// <summary>The last UTC day, at most 92 days from the first; default today.</summary>
    [Description("The last UTC day, such as `2026-11-30`; `from` and `to` span at most 92 days; default today.")]
    public string? To { get; init; }

    /// <summary>What is added up: day, bot or model; default day.</summary>
    [Description("What is added up: `day`, `bot` or `model`; default `day`.")]
    [AllowedValues("day", "bot", "model")]
    public string? By { get; init; }

    /// <summary>The number of items per page, 1 to 100; default 100.</summary>
    [Description("The number of items per page, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>The next of the previous page.</summary>
    [Description("The `next` of the previous page.")]
    public string? Next { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("usage", "Usage of a month by day",
            new UsageRequest { From = "2026-11-01", To = "2026-11-30" },
            new UsageResponse
            {
                From = "2026-11-01",
                To = "2026-11-30",
                By = "day",
                Items = [new() { Day = "2026-11-23", Requests = 2, PromptTokens = 92, CompletionTokens = 31, Cost = 0.00009 }],
                Total = new() { Requests = 2, PromptTokens = 92, CompletionTokens = 31, Cost = 0.00009 },
                Budgets = [new() { Budget = "daily", Limit = 100_000, Used = 123, ResetsAt = ExampleIds.Submitted.AddHours(14) }],
            }),
        new("usage_by_bot", "Usage by bot",
            new UsageRequest { By = "bot", Limit = 1 },
            new UsageResponse
            {
                From = "2026-11-01",
                To = "2026-11-23",
                By = "bot",
                Items = [new() { BotId = ExampleIds.Bot, Requests = 2, PromptTokens = 92, CompletionTokens = 31 }],
                Total = new() { Requests = 2, PromptTokens = 92, CompletionTokens = 31 },
            }),
    ];
}

/// <summary>A page of what the client has used.</summary>
public sealed record UsageResponse
{
    /// <summary>The first UTC day.</summary>
    [Description("The first UTC day.")]
    public required string From { get; init; }

    /// <summary>The last UTC day.</summary>
    [Description("The last UTC day.")]
    public required string To { get; init; }

    /// <summary>What is added up.</summary>
    [Description("What is added up: `day`, `bot` or `model`.")]
    public required string By { get; init; }

    /// <summary>What has been used, in the order of days, bots or models; those without use are not listed.</summary>
    [Description("What has been used, in the order of days, bots or models; those without use are not listed.")]
    public required IReadOnlyList<UsageSum> Items { get; init; }

    /// <summary>The sum of all items, those of other pages included.</summary>
    [Description("The sum of all items, those of other pages included.")]
    public required UsageSum Total { get; init; }

    /// <summary>The client's budgets, if it has any.</summary>
    [Description("The client's budgets; absent if it has none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BudgetState>? Budgets { get; init; }

    /// <summary>The next of the request for the following page; absent on the last page.</summary>
    [Description("The `next` of the request for the following page; absent on the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
