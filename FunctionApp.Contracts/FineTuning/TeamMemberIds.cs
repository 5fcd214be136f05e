using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The ids that are reserved for an adviser.</summary>
public sealed record TeamMemberIds
{
    /// <summary>Its bot.</summary>
    [Description("Its bot.")]
    public required string BotId { get; init; }

    /// <summary>Its thread.</summary>
    [Description("Its thread.")]
    public required string ThreadId { get; init; }
}
