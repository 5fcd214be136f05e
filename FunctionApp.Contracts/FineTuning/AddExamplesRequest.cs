using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Takes training data that is too large for one request, in parts.</summary>
public sealed record AddExamplesRequest
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
}
