using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The thread that was deleted.</summary>
public sealed record DeleteThreadResponse
{
    /// <summary>The thread's id.</summary>
    [Description("The thread's id.")]
    public required string ThreadId { get; init; }
}
