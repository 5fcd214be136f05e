using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The job that was created.</summary>
public sealed record TrainResponse
{
    /// <summary>The job's status in the service's word; pending at first.</summary>
    [Description("The job's status in the service's word; pending at first.")]
    public required string Status { get; init; }

    /// <summary>The file that it trains on.</summary>
    [Description("The file that it trains on.")]
    public required string FileId { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>When it may end, as Unix time in seconds.</summary>
    [Description("When it may end, as Unix time in seconds.")]
    public long? EstimatedFinish { get; init; }
}
