namespace BotGateway.Webhooks;

/// <summary>The settings <c>Webhooks__*</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether webhooks may go to addresses that are not public, for a receiver in the gateway's own network. Default false.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
