namespace BotGateway.Tables;

/// <summary>A row does not have the form that the gateway writes. The message names columns and types, never their contents.</summary>
internal sealed class UnreadableRowException(string reason, Exception? cause = null) : Exception(reason, cause);
