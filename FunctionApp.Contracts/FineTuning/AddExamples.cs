using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Takes training data that is too large for one request, in parts.</summary>
public sealed record AddExamplesRequest : IEventRequest
{
    /// <summary>The id that the first call returned. Without it, a new dataset is created.</summary>
    [Description("The id that the first call returned. Without it, a new dataset is created.")]
    [Alias("datasetID")]
    public string? DatasetId { get; init; }

    /// <summary>The part number, from 1. Only the first call may leave it out; it is then 1. Training uses the examples in the order of the parts.</summary>
    [Description("The part number, from 1. Only the first call may leave it out; it is then 1. Training uses the examples in the order of the parts.")]
    public int? Part { get; init; }

    /// <summary>Examples in the form of jsonl in train, at least 1.</summary>
    [Description("Examples in the form of `jsonl` in `train`, at least 1.")]
    public RawJson? Jsonl { get; set; }

    /// <summary>What the examples are for: supervised (default), or dpo, whose examples are preferences as in train. All parts of a dataset have the same.</summary>
    [Description("What the examples are for: `supervised` (default), or `dpo`, whose examples are preferences as in `train`. All parts of a dataset have the same.")]
    [AllowedValues(TrainingMethods.Supervised, TrainingMethods.Dpo)]
    public string? Method { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("add_examples", "Begin a dataset",
            new AddExamplesRequest { Jsonl = TrainingExamples.Array() },
            new AddExamplesResponse { DatasetId = ExampleIds.Dataset, Part = 1, Examples = TrainingExamples.Count, Bytes = 1190 }),
        new("add_examples_lines", "Begin a dataset with JSON Lines",
            new AddExamplesRequest { Part = 1, Jsonl = TrainingExamples.Lines(1, 2) },
            new AddExamplesResponse { DatasetId = ExampleIds.OpenDataset, Part = 1, Examples = 2, Bytes = 238 }),
        new("add_examples_part", "Add a part to a dataset",
            new AddExamplesRequest { DatasetId = ExampleIds.OpenDataset, Part = 2, Jsonl = TrainingExamples.Array(3, 2) },
            new AddExamplesResponse { DatasetId = ExampleIds.OpenDataset, Part = 2, Examples = 2, Bytes = 238 }),
        new("add_examples_dpo", "Begin a dataset of preferences",
            new AddExamplesRequest { Jsonl = TrainingExamples.Preferences(), Method = TrainingMethods.Dpo },
            new AddExamplesResponse { DatasetId = ExampleIds.PreferenceDataset, Part = 1, Examples = TrainingExamples.Count, Bytes = 2242 }),
    ];
}

/// <summary>The part that was stored.</summary>
public sealed record AddExamplesResponse
{
    /// <summary>The dataset's id.</summary>
    [Description("The dataset's id.")]
    public required string DatasetId { get; init; }

    /// <summary>The part number.</summary>
    [Description("The part number.")]
    public required int Part { get; init; }

    /// <summary>The number of examples in the part.</summary>
    [Description("The number of examples in the part.")]
    public required int Examples { get; init; }

    /// <summary>The size of the part as stored, in JSON Lines format.</summary>
    [Description("The size of the part as stored, in JSON Lines format.")]
    public required long Bytes { get; init; }

    /// <summary>What the service may refuse or not learn from, at most 50; absent if there are none.</summary>
    [Description("What the service may refuse or not learn from, at most 50; absent if there are none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrainWarning>? Warnings { get; init; }

    /// <summary>How many more warnings there are.</summary>
    [Description("How many more warnings there are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreWarnings { get; init; }
}
