namespace BotGateway.LocalHost.Demo;

/// <summary>A response differs from docs/api.md.</summary>
internal sealed class DemoFailureException(string message) : Exception(message);
