namespace BotGateway.Contracts;

/// <summary>The <c>data</c> of a webhook message.</summary>
public interface IWebhookData;
