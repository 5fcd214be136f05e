namespace BotGateway.LocalHost.Client;

/// <summary>A response of the gateway.</summary>
/// <param name="RequestId">The header <c>x-request-id</c>; null if missing.</param>
public sealed record GatewayAnswer(int Status, string Body, string? RequestId);
