namespace BotGateway.LocalHost;

/// <summary>LocalHost cannot start for a reason that the user can fix.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
