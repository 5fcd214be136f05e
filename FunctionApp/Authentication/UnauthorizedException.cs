namespace BotGateway.Authentication;

/// <summary>The client is not authenticated. The response is always the same 401; only the log contains the reason.</summary>
internal sealed class UnauthorizedException(RejectionReason reason, Exception? cause = null) : Exception($"Rejected: {reason}.", cause)
{
    public RejectionReason Reason { get; } = reason;
}
