using System.Text.RegularExpressions;

namespace BotGateway.Client;

/// <summary>Finds mistakes in options when the client is created, rather than with its first call.</summary>
internal static partial class OptionsCheck
{
    private const int MostRetries = 10;

    /// <exception cref="ArgumentException">An option is missing or invalid; the message names it and quotes no secret.</exception>
    public static void Check(BotGatewayClientOptions options)
    {
        Require(options.Endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Endpoint must be an absolute http or https address.");
        Require(ClientIdForm().IsMatch(options.ClientId), "ClientId must be 1 to 64 characters of a to z, 0 to 9 and hyphen.");
        Require(
            string.IsNullOrEmpty(options.Audience) != (options.EncryptedToken is null), "Either Audience or EncryptedToken is required, and not both.");
        Require(string.IsNullOrEmpty(options.PrivateKeyPem) != (options.Signer is null), "Either PrivateKeyPem or Signer is required, and not both.");
        Require(options.MaxRetries is >= 0 and <= MostRetries, "MaxRetries must be 0 to 10.");
        Require(options.RetryDelay > TimeSpan.Zero && options.MaxRetryDelay >= options.RetryDelay, "RetryDelay must be above 0 and not above MaxRetryDelay.");
        Require(options.AttemptTimeout > TimeSpan.Zero && options.TotalTimeout >= options.AttemptTimeout, "AttemptTimeout must be above 0 and not above TotalTimeout.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException(message);
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex ClientIdForm();
}
