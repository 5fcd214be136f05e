using BotGateway.Contracts;

namespace BotGateway.Webhooks;

/// <param name="Subject">With the client and the type, what makes it one event: told twice, it is one message.</param>
internal sealed record WebhookEvent(string Type, string Subject, IWebhookData Data);
