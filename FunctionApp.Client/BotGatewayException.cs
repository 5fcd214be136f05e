namespace BotGateway.Client;

/// <summary>A call to the gateway failed: <see cref="BotGatewayResponseException"/> with its answer, or <see cref="BotGatewayConnectionException"/> without one. Neither holds keys, tokens or the request.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="inner">The cause, or null.</param>
public abstract class BotGatewayException(string message, Exception? inner) : Exception(message, inner);
