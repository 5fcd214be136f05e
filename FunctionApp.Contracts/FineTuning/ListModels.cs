using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Lists the models that the client may use: base models, those configured for it, and those that its jobs trained.</summary>
public sealed record ListModelsRequest : IEventRequest
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
        new("list_models", "List models",
            new ListModelsRequest(),
            new ListModelsResponse
            {
                Models =
                [
                    new() { Model = ExampleIds.Model, Kind = ModelKind.Base, RetiresOn = "2027-04-14" },
                    new() { Model = ExampleIds.TrainedModel, Kind = ModelKind.Trained, TrainedModel = ExampleIds.TrainedModel, JobId = ExampleIds.Job },
                ],
            }),
    ];
}

/// <summary>A page of the client's models. It may hold fewer than the limit, even none, and still have a next one.</summary>
public sealed record ListModelsResponse
{
    /// <summary>Base and configured models by name, then trained ones in the order of their jobs' ids.</summary>
    [Description("Base and configured models by name, then trained ones in the order of their jobs' ids.")]
    public required IReadOnlyList<ModelSummary> Models { get; init; }

    /// <summary>The next of the request for the following page; absent on the last page.</summary>
    [Description("The `next` of the request for the following page; absent on the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
