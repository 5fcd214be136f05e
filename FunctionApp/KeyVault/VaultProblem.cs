using BotGateway.Http;

namespace BotGateway.KeyVault;

/// <summary>What a client is told when the vault is of no use: never that the client is at fault.</summary>
internal static class VaultProblem
{
    /// <summary>The vault does not answer, or does not let the gateway in: 503.</summary>
    /// <param name="cause">What led to it, for the log; null where nothing did but the state of the keys.</param>
    /// <param name="retryAfter">How long the client is asked to wait; null if unknown.</param>
    public static ProblemException OutOfReach(Exception? cause, TimeSpan? retryAfter = null) =>
        new(503, "The key vault is unavailable.", cause) { RetryAfter = retryAfter };
}
