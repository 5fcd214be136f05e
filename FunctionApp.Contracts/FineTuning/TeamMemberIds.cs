using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The ids that are reserved for an adviser.</summary>
public sealed record TeamMemberIds
{
    /// <summary>The bot.</summary>
    [Description("The bot.")]
    public required string BotId { get; init; }

    /// <summary>The thread.</summary>
    [Description("The thread.")]
    public required string ThreadId { get; init; }
}
