using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>How a job stands after a request to change it.</summary>
public abstract record JobStateResponse
{
    /// <summary>The service's word; it may change to the one that was asked for a little later.</summary>
    [Description("The service's word; it may change to the one that was asked for a little later.")]
    public required string Status { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>When it may end, as in check_train; null once it has ended.</summary>
    [Description("When it may end, as in check_train; null once it has ended.")]
    public long? EstimatedFinish { get; init; }
}
