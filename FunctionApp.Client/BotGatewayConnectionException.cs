namespace BotGateway.Client;

/// <summary>No answer arrived in any attempt. Whether the request was carried out is unknown; to find out, repeat it with the same idempotency key.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="inner">The fault of the last attempt.</param>
public sealed class BotGatewayConnectionException(string message, Exception inner) : BotGatewayException(message, inner);
