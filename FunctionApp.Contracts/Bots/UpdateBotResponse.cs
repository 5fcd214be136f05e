using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The bot that was changed.</summary>
public sealed record UpdateBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>Its new version.</summary>
    [Description("Its new version.")]
    public required int Version { get; init; }
}
