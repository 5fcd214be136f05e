using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>A status of a job.</summary>
public sealed record JobStatusChange
{
    /// <summary>The service's word.</summary>
    [Description("The service's word.")]
    public required string Status { get; init; }

    /// <summary>When the gateway first saw it, in ISO 8601 and UTC.</summary>
    [Description("When the gateway first saw it, in ISO 8601 and UTC.")]
    public required DateTimeOffset At { get; init; }
}
