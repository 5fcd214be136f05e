using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The model as it was after a step of training.</summary>
public sealed record JobCheckpoint
{
    /// <summary>Its name, for modelID.</summary>
    [Description("Its name, for `modelID`.")]
    public required string Model { get; init; }

    /// <summary>The step.</summary>
    [Description("The step.")]
    public required int Step { get; init; }

    /// <summary>The loss on training examples.</summary>
    [Description("The loss on training examples.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TrainingLoss { get; init; }

    /// <summary>The loss on validation examples.</summary>
    [Description("The loss on validation examples.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationLoss { get; init; }

    /// <summary>The share of tokens of training examples that were predicted, 0 to 1.</summary>
    [Description("The share of tokens of training examples that were predicted, 0 to 1.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TokenAccuracy { get; init; }

    /// <summary>The same of validation examples.</summary>
    [Description("The same of validation examples.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationTokenAccuracy { get; init; }
}
