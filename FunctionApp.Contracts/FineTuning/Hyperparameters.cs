using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How to train: each "auto" or a number.</summary>
public sealed record Hyperparameters
{
    internal const int MostEpochs = 50;
    internal const int LargestBatch = 256;

    /// <summary>Passes over the training data, 1 to 50.</summary>
    [Description("Passes over the training data, 1 to 50.")]
    [JsonPropertyName("n_epochs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(1, MostEpochs)]
    [AllowedValues(AutoOrNumber.AzureAuto)]
    public AutoOrNumber? Epochs { get; init; }

    /// <summary>Examples per batch, 1 to 256.</summary>
    [Description("Examples per batch, 1 to 256.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(1, LargestBatch)]
    [AllowedValues(AutoOrNumber.AzureAuto)]
    public AutoOrNumber? BatchSize { get; init; }

    /// <summary>Scales the learning rate; above 0, at most 10.</summary>
    [Description("Scales the learning rate; above 0, at most 10.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public AutoOrNumber? LearningRateMultiplier { get; init; }
}
