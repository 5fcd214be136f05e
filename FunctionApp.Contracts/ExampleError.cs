using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A fault of an example.</summary>
public sealed record ExampleError
{
    /// <summary>The part of the dataset; absent for other training data.</summary>
    [Description("The part of the dataset; absent for other training data.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Part { get; init; }

    /// <summary>The line, or the number of the example, from 1.</summary>
    [Description("The line, or the number of the example, from 1.")]
    public required int Line { get; init; }

    /// <summary>What is wrong.</summary>
    [Description("What is wrong.")]
    public required string Message { get; init; }
}
