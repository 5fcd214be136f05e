using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Takes training data that is too large for one request, in parts.</summary>
public sealed record AddExamplesRequest : IEventRequest
{
    /// <summary>The dataset, as the first call returned it; without it, a new one is created.</summary>
    [Description("The dataset, as the first call returned it; without it, a new one is created.")]
    [Alias("datasetID")]
    public string? DatasetId { get; init; }

    /// <summary>The number of this part, from 1; only the first call may omit it, which makes it 1.</summary>
    [Description("The number of this part, from 1; only the first call may omit it, which makes it 1.")]
    public int? Part { get; init; }

    /// <summary>The examples: an array of them, or one string of JSON Lines; at least 1.</summary>
    [Description("The examples: an array of them, or one string of JSON Lines; at least 1.")]
    public RawJson? Jsonl { get; set; }

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
    ];
}

/// <summary>The part that was stored.</summary>
public sealed record AddExamplesResponse
{
    /// <summary>The dataset's id.</summary>
    [Description("The dataset's id.")]
    public required string DatasetId { get; init; }

    /// <summary>The part's number.</summary>
    [Description("The part's number.")]
    public required int Part { get; init; }

    /// <summary>How many examples the part holds.</summary>
    [Description("How many examples the part holds.")]
    public required int Examples { get; init; }

    /// <summary>The size of the part as it is stored (JSON Lines), in bytes.</summary>
    [Description("The size of the part as it is stored (JSON Lines), in bytes.")]
    public required long Bytes { get; init; }
}
