using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The bot that was created.</summary>
public sealed record NewBotResponse
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>The id of the bot's first thread; null if only the thread could not be created.</summary>
    [Description("The id of the bot's first thread; null if only the thread could not be created.")]
    public string? ThreadId { get; init; }
}
