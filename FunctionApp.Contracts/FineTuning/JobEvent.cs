using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>What the service tells of a job's course.</summary>
public sealed record JobEvent
{
    /// <summary>When it happened, in ISO 8601 and UTC.</summary>
    [Description("When it happened, in ISO 8601 and UTC.")]
    public required DateTimeOffset At { get; init; }

    /// <summary>The level according to the service: info, warn or error.</summary>
    [Description("The level according to the service: info, warn or error.")]
    public required string Level { get; init; }

    /// <summary>The service's message.</summary>
    [Description("The service's message.")]
    public required string Message { get; init; }
}
