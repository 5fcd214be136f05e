using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A measurement after a step of training.</summary>
public sealed record TrainingMetric
{
    /// <summary>The step, from 1.</summary>
    [Description("The step, from 1.")]
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
