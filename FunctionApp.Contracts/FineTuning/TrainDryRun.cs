using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>What a dry run found; there is no job.</summary>
public sealed record TrainDryRunResponse : ITrainResult
{
    /// <summary>Always true.</summary>
    [Description("Always true.")]
    public required bool DryRun { get; init; }

    /// <summary>The model that would be trained.</summary>
    [Description("The model that would be trained.")]
    public required string Model { get; init; }

    /// <summary>The number of training examples.</summary>
    [Description("The number of training examples.")]
    public required long Examples { get; init; }

    /// <summary>The number of validation examples; absent if there are none.</summary>
    [Description("The number of validation examples; absent if there are none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ValidationExamples { get; init; }

    /// <summary>An estimate of the tokens in the training examples (encoding o200k_base; images are not counted). Of each example at most 65,536 count, as more are not trained on.</summary>
    [Description("An estimate of the tokens in the training examples (encoding `o200k_base`; images are not counted). Of each example at most 65,536 count, as more are not trained on.")]
    public required long Tokens { get; init; }

    /// <summary>The epochs asked for; otherwise 3, more for fewer than 34 examples (up to 25) and fewer for more than 8,333, which is the rule that OpenAI documents.</summary>
    [Description("The epochs asked for; otherwise 3, more for fewer than 34 examples (up to 25) and fewer for more than 8,333, which is the rule that OpenAI documents.")]
    public required int Epochs { get; init; }

    /// <summary>tokens times epochs: the tokens that are billed.</summary>
    [Description("`tokens` times `epochs`: the tokens that are billed.")]
    public required long TrainedTokens { get; init; }

    /// <summary>What they cost by the price in the settings, in its currency; absent if there is no price for the model.</summary>
    [Description("What they cost by the price in the settings, in its currency; absent if there is no price for the model.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cost { get; init; }

    /// <summary>As in the answer with a job.</summary>
    [Description("As in the answer with a job.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrainWarning>? Warnings { get; init; }

    /// <summary>How many more warnings there are.</summary>
    [Description("How many more warnings there are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreWarnings { get; init; }

    internal static TrainDryRunResponse Example { get; } = new()
    {
        DryRun = true,
        Model = ExampleIds.Model,
        Examples = TrainingExamples.Count,
        Tokens = 280,
        Epochs = 10,
        TrainedTokens = 2800,
    };
}
