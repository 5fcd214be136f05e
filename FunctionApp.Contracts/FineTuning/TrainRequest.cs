using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BotGateway.Contracts;

/// <summary>Fine-tunes a model on examples.</summary>
public sealed record TrainRequest
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
}
