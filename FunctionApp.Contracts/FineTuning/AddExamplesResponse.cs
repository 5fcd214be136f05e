using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The part that was stored.</summary>
public sealed record AddExamplesResponse
{
    /// <summary>The dataset's id.</summary>
    [Description("The dataset's id.")]
    public required string DatasetId { get; init; }

    /// <summary>The part's number.</summary>
    [Description("The part's number.")]
    public required int Part { get; init; }

    /// <summary>How many examples the part holds.</summary>
    [Description("How many examples the part holds.")]
    public required int Examples { get; init; }

    /// <summary>The size of the part as it is stored (JSON Lines), in bytes.</summary>
    [Description("The size of the part as it is stored (JSON Lines), in bytes.")]
    public required long Bytes { get; init; }
}
