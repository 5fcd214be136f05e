using BotGateway.Http;

namespace BotGateway.KeyVault;

/// <summary>The error for clients when the vault cannot be used; it never blames the client.</summary>
internal static class VaultProblem
{
    /// <summary>The vault does not respond or denies access.</summary>
    /// <param name="cause">For the log; null if only the state of the keys is the cause.</param>
    /// <param name="retryAfter">Null if unknown.</param>
    public static GatewayException Unavailable(Exception? cause, TimeSpan? retryAfter = null) =>
        new(ErrorKind.Unavailable, "The key vault is unavailable.", cause) { RetryAfter = retryAfter };
}
