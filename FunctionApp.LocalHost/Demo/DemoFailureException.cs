namespace BotGateway.LocalHost.Demo;

/// <summary>An answer is not what the protocol promises.</summary>
/// <param name="message">What was expected and what came.</param>
internal sealed class DemoFailureException(string message) : Exception(message);
