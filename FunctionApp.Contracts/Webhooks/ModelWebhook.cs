using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>A trained model that can be used now.</summary>
public sealed record ModelWebhook : IWebhookData
{
    /// <summary>What bots name to use it.</summary>
    [Description("What bots name to use it.")]
    public required string Model { get; init; }

    /// <summary>The job that trained it.</summary>
    [Description("The job that trained it.")]
    public required string JobId { get; init; }
}
