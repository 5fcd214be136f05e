namespace BotGateway.LocalHost;

/// <summary>LocalHost cannot start, for a reason that its user can remove.</summary>
/// <param name="message">What is wrong and what to do about it, fit to be shown alone.</param>
/// <param name="cause">What was caught, if anything was.</param>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
