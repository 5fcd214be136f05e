namespace BotGateway.Tables;

/// <summary>A row is not of the form that the gateway writes. The message tells of columns and types, never of their contents.</summary>
internal sealed class UnreadableRowException(string reason, Exception? cause = null) : Exception(reason, cause);
