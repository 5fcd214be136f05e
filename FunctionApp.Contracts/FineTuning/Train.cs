using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BotGateway.Contracts;

/// <summary>Fine-tunes a model on examples.</summary>
public sealed record TrainRequest : IEventRequest
{
    /// <summary>The examples: an array of examples {"messages":[{"role","content"}, ...]}, or one string of JSON Lines. 10 to 1,000,000 examples, each of at most 16 MiB. Instead: messages or dataset_id.</summary>
    [Description("The examples: an array of examples {\"messages\":[{\"role\",\"content\"}, ...]}, or one string of JSON Lines. 10 to 1,000,000 examples, each of at most 16 MiB. Instead: messages or dataset_id.")]
    public RawJson? Jsonl { get; set; }

    /// <summary>Instead of jsonl: one flat array of messages, user and assistant in turn; each pair is one example.</summary>
    [Description("Instead of jsonl: one flat array of messages, user and assistant in turn; each pair is one example.")]
    [Alias("completitions")]
    public RawJson? Messages { get; set; }

    /// <summary>Instead of jsonl: a complete dataset of add_examples with at least 10 examples.</summary>
    [Description("Instead of jsonl: a complete dataset of add_examples with at least 10 examples.")]
    [Alias("datasetID")]
    public string? DatasetId { get; init; }

    /// <summary>Examples to measure with, in the form of jsonl; at least 1.</summary>
    [Description("Examples to measure with, in the form of jsonl; at least 1.")]
    public RawJson? ValidationJsonl { get; set; }

    /// <summary>Instead of validation_jsonl: a complete dataset.</summary>
    [Description("Instead of validation_jsonl: a complete dataset.")]
    [Alias("validationDatasetID")]
    public string? ValidationDatasetId { get; init; }

    /// <summary>The model to train: a base model of the gateway, a model that one of the client's jobs trained or a checkpoint of it, or one configured for the client; default: the first base model.</summary>
    [Description("The model to train: a base model of the gateway, a model that one of the client's jobs trained or a checkpoint of it, or one configured for the client; default: the first base model.")]
    public string? Model { get; init; }

    /// <summary>A word for the trained model's name: at most 64 characters; on Azure at most 40 letters, digits, hyphens and underscores.</summary>
    [Description("A word for the trained model's name: at most 64 characters; on Azure at most 40 letters, digits, hyphens and underscores.")]
    public string? Suffix { get; init; }

    /// <summary>Makes the training repeatable, 0 to 2147483647; default: random.</summary>
    [Description("Makes the training repeatable, 0 to 2147483647; default: random.")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>How to train; default: what the service chooses.</summary>
    [Description("How to train; default: what the service chooses.")]
    public Hyperparameters? Hyperparameters { get; init; }

    /// <summary>What to do once the model can be used.</summary>
    [Description("What to do once the model can be used.")]
    public TrainFollowUp? Then { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("train", "Train a model on an array of examples",
            new TrainRequest { Jsonl = TrainingExamples.Array(), Suffix = "chistes", Seed = 7 }, TrainResponse.Example),
        new("train_messages", "Train on a flat array of messages, with hyperparameters",
            new TrainRequest
            {
                Messages = TrainingExamples.Messages(),
                Model = ExampleIds.Model,
                Hyperparameters = new Hyperparameters
                {
                    Epochs = new AutoOrNumber(3),
                    BatchSize = AutoOrNumber.Auto,
                    LearningRateMultiplier = new AutoOrNumber(0.5),
                },
            },
            TrainResponse.Example),
        new("train_then", "Train on JSON Lines, measure with validation examples, and create a team on the model",
            new TrainRequest
            {
                Jsonl = TrainingExamples.Lines(),
                ValidationJsonl = TrainingExamples.Array(TrainingExamples.Count + 1, 1),
                Then = new TrainFollowUp { BotRoutine = true },
            },
            TrainResponse.Example),
        new("train_dataset", "Train on a dataset", new TrainRequest { DatasetId = ExampleIds.Dataset }, TrainResponse.Example),
    ];
}

/// <summary>The job that was created.</summary>
public sealed record TrainResponse
{
    /// <summary>The job's status in the service's word; pending at first.</summary>
    [Description("The job's status in the service's word; pending at first.")]
    public required string Status { get; init; }

    /// <summary>The file that it trains on.</summary>
    [Description("The file that it trains on.")]
    public required string FileId { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>When it may end, as Unix time in seconds.</summary>
    [Description("When it may end, as Unix time in seconds.")]
    public long? EstimatedFinish { get; init; }

    internal static TrainResponse Example { get; } = new()
    {
        Status = "pending",
        FileId = "file-8e1d5a3c7f0b4e69b2c4d6a8f1e3b5d7",
        JobId = ExampleIds.Job,
        EstimatedFinish = ExampleIds.Submitted.AddMinutes(30).ToUnixTimeSeconds(),
    };
}
