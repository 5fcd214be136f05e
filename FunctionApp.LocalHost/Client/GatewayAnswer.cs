namespace BotGateway.LocalHost.Client;

/// <summary>What the gateway answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body's text.</param>
/// <param name="RequestId">The header <c>x-request-id</c>; null where it is missing.</param>
public sealed record GatewayAnswer(int Status, string Body, string? RequestId);
