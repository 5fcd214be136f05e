using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The thread that was created.</summary>
public sealed record NewThreadResponse
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }

    /// <summary>The same id, under the name that clients of the old service read.</summary>
    [Description("The same id, under the name that clients of the old service read.")]
    public required string Id { get; init; }
}
