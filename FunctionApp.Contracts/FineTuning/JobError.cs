using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Why a job failed.</summary>
public sealed record JobError
{
    /// <summary>The service's error code.</summary>
    [Description("The service's error code.")]
    public required string Code { get; init; }

    /// <summary>The service's explanation.</summary>
    [Description("The service's explanation.")]
    public required string Message { get; init; }
}
