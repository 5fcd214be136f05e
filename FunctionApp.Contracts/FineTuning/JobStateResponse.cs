using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>How a job stands after a request to change it.</summary>
public abstract record JobStateResponse
{
    /// <summary>The service's status; it can take a little longer to become the requested one.</summary>
    [Description("The service's status; it can take a little longer to become the requested one.")]
    public required string Status { get; init; }

    /// <summary>The job's id.</summary>
    [Description("The job's id.")]
    public required string JobId { get; init; }

    /// <summary>When it is expected to end, as in check_train; null once it has ended.</summary>
    [Description("When it is expected to end, as in `check_train`; null once it has ended.")]
    public long? EstimatedFinish { get; init; }
}
