using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>A status of a job.</summary>
public sealed record JobStatusChange
{
    /// <summary>The service's status.</summary>
    [Description("The service's status.")]
    public required string Status { get; init; }

    /// <summary>When the gateway first saw it.</summary>
    [Description("When the gateway first saw it.")]
    public required DateTimeOffset At { get; init; }
}
