using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Fine-tunes a model on examples.</summary>
public sealed record TrainRequest : IEventRequest, IIdempotentRequest
{
    /// <summary>An array of examples {"messages":[{"role","content"}, ...]}, or a string in JSON Lines format. 10 to 1,000,000 examples, each of at most 16 MiB and 50,000 values. Text only, no file buffers.</summary>
    [Description("An array of examples `{\"messages\":[{\"role\",\"content\"}, ...]}`, or a string in JSON Lines format. 10 to 1,000,000 examples, each of at most 16 MiB and 50,000 values. Text only, no file buffers.")]
    public RawJson? Jsonl { get; set; }

    /// <summary>Instead of jsonl: a flat array of alternating user and assistant messages; each pair is one example.</summary>
    [Description("Instead of `jsonl`: a flat array of alternating user and assistant messages; each pair is one example.")]
    [Alias("completitions")]
    public RawJson? Messages { get; set; }

    /// <summary>Instead of jsonl: a dataset made with add_examples. It needs all parts from 1 on, with at least 10 examples in total.</summary>
    [Description("Instead of `jsonl`: a dataset made with `add_examples`. It needs all parts from 1 on, with at least 10 examples in total.")]
    [Alias("datasetID")]
    public string? DatasetId { get; init; }

    /// <summary>Validation examples, in the form of jsonl; at least 1 (the services' minimum of 10 applies to training data).</summary>
    [Description("Validation examples, in the form of `jsonl`; at least 1 (the services' minimum of 10 applies to training data).")]
    public RawJson? ValidationJsonl { get; set; }

    /// <summary>Instead of validation_jsonl: a dataset.</summary>
    [Description("Instead of `validation_jsonl`: a dataset.")]
    [Alias("validationDatasetID")]
    public string? ValidationDatasetId { get; init; }

    /// <summary>The model to train: any model that new_bot accepts; default: the first of OpenAI__BaseModels.</summary>
    [Description("The model to train: any model that `new_bot` accepts; default: the first of `OpenAI__BaseModels`.")]
    public string? Model { get; init; }

    /// <summary>A suffix for the trained model's name: at most 64 characters; on Azure at most 40 letters, digits, _ and -.</summary>
    [Description("A suffix for the trained model's name: at most 64 characters; on Azure at most 40 letters, digits, `_` and `-`.")]
    public string? Suffix { get; init; }

    /// <summary>Makes the training reproducible, 0 to 2147483647; default: random.</summary>
    [Description("Makes the training reproducible, 0 to 2147483647; default: random.")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>How to train; default: the service's choice.</summary>
    [Description("How to train; default: the service's choice.")]
    public Hyperparameters? Hyperparameters { get; init; }

    /// <summary>What to do as soon as the model can be used.</summary>
    [Description("What to do as soon as the model can be used.")]
    public TrainFollowUp? Then { get; init; }

    /// <summary>supervised (default), or dpo to learn from preferences: jsonl, or the parts of the dataset, then hold examples {"input":{"messages"},"preferred_output","non_preferred_output"}.</summary>
    [Description("`supervised` (default), or `dpo` to learn from preferences: `jsonl`, or the parts of the dataset, then hold examples `{\"input\":{\"messages\"},\"preferred_output\",\"non_preferred_output\"}`.")]
    [AllowedValues(TrainingMethods.Supervised, TrainingMethods.Dpo)]
    public string? Method { get; init; }

    /// <summary>Where Azure trains and what it costs: standard, global or developer. Only with OpenAI__Provider = azure; default: the service's choice.</summary>
    [Description("Where Azure trains and what it costs: `standard`, `global` or `developer`. Only with `OpenAI__Provider` = `azure`; default: the service's choice.")]
    [AllowedValues("standard", "global", "developer")]
    public string? TrainingType { get; init; }

    /// <summary>Strings that the model service keeps with the job: at most 16, names of at most 64 characters, values of at most 512.</summary>
    [Description("Strings that the model service keeps with the job: at most 16, names of at most 64 characters, values of at most 512.")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>If true, the data are checked and their tokens counted, and no job is created.</summary>
    [Description("If true, the data are checked and their tokens counted, and no job is created.")]
    public bool? DryRun { get; init; }

    /// <summary>Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.</summary>
    [Description("Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.")]
    public string? IdempotencyKey { get; init; }

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
            TrainResponse.Example with { JobId = ExampleIds.OtherJob, FileId = ExampleIds.OtherFile }),
        new("train_then", "Train on JSON Lines, measure with validation examples, and create a team on the model",
            new TrainRequest
            {
                Jsonl = TrainingExamples.Lines(),
                ValidationJsonl = TrainingExamples.Array(TrainingExamples.Count + 1, 1),
                Then = new TrainFollowUp { BotRoutine = true },
            },
            TrainResponse.Example),
        new("train_dataset", "Train on a dataset", new TrainRequest { DatasetId = ExampleIds.Dataset }, TrainResponse.Example),
        new("train_dry_run", "Check training data and count its tokens",
            new TrainRequest { Jsonl = TrainingExamples.Array(), DryRun = true }, TrainDryRunResponse.Example),
        new("train_dpo", "Train on preferences",
            new TrainRequest
            {
                Jsonl = TrainingExamples.Preferences(),
                Method = TrainingMethods.Dpo,
                TrainingType = "global",
                Metadata = new Dictionary<string, string> { ["team"] = "ventas" },
                Hyperparameters = new Hyperparameters { Beta = new AutoOrNumber(0.1) },
            },
            TrainResponse.Example),
    ];
}

/// <summary>The job that was created.</summary>
public sealed record TrainResponse : ITrainResult
{
    /// <summary>The job's status according to the service; pending at first.</summary>
    [Description("The job's status according to the service; `pending` at first.")]
    public required string Status { get; init; }

    /// <summary>The training file.</summary>
    [Description("The training file.")]
    public required string FileId { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>When it is expected to end, as Unix time in seconds: the service's estimate, or half an hour after submission if there is none.</summary>
    [Description("When it is expected to end, as Unix time in seconds: the service's estimate, or half an hour after submission if there is none.")]
    public long? EstimatedFinish { get; init; }

    /// <summary>What the service may refuse or not learn from, and a job of the last 24 hours that is the same, at most 50; absent if there are none.</summary>
    [Description("What the service may refuse or not learn from, and a job of the last 24 hours that is the same, at most 50; absent if there are none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrainWarning>? Warnings { get; init; }

    /// <summary>How many more warnings there are.</summary>
    [Description("How many more warnings there are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreWarnings { get; init; }

    internal static TrainResponse Example { get; } = new()
    {
        Status = "pending",
        FileId = ExampleIds.File,
        JobId = ExampleIds.Job,
        EstimatedFinish = ExampleIds.Submitted.AddMinutes(30).ToUnixTimeSeconds(),
    };
}
