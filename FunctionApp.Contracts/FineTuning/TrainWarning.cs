using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Something that a job can be created with, and that may not be what was meant.</summary>
public sealed record TrainWarning
{
    /// <summary>The field that the example is in; absent for a warning about the job.</summary>
    [Description("The field that the example is in; absent for a warning about the job.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>The part of the dataset; absent for other training data.</summary>
    [Description("The part of the dataset; absent for other training data.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Part { get; init; }

    /// <summary>The line, or the number of the example, from 1; absent for a warning about the job.</summary>
    [Description("The line, or the number of the example, from 1; absent for a warning about the job.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line { get; init; }

    /// <summary>What may be wrong.</summary>
    [Description("What may be wrong.")]
    public required string Message { get; init; }
}
