using BotGateway.Http;

namespace BotGateway.KeyVault;

/// <summary>What a client is told when the vault is of no use: never that the client is at fault.</summary>
internal static class VaultProblem
{
    /// <summary>The vault does not answer, or rejects the gateway.</summary>
    /// <param name="cause">What led to it, for the log; null where nothing did but the state of the keys.</param>
    /// <param name="retryAfter">How long the client is asked to wait; null if unknown.</param>
    public static GatewayException Unavailable(Exception? cause, TimeSpan? retryAfter = null) =>
        new(ErrorKind.Unavailable, "The key vault is unavailable.", cause) { RetryAfter = retryAfter };
}
