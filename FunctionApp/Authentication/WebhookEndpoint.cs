using System.Diagnostics.CodeAnalysis;

namespace BotGateway.Authentication;

/// <summary>Where a client is told of events, and the key that signs what is sent there.</summary>
internal sealed record WebhookEndpoint(Uri Url, ReadOnlyMemory<byte> Secret)
{
    /// <summary>As Standard Webhooks writes a symmetric key.</summary>
    private const string SecretPrefix = "whsec_";

    // As Standard Webhooks demands: 192 to 512 bits.
    private const int ShortestSecret = 24;
    private const int LongestSecret = 64;

    public static bool TryReadSecret(string text, [NotNullWhen(true)] out byte[]? secret)
    {
        secret = null;
        if (!text.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return false;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[SecretPrefix.Length..], bytes, out var length) || length is < ShortestSecret or > LongestSecret)
            return false;
        secret = bytes[..length];
        return true;
    }

    /// <summary>Plain HTTP never leaves the machine: a receiver on a developer's.</summary>
    public static bool IsAddress(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url is { UserInfo: "", Fragment: "" };

    /// <summary>Errors, each naming its setting.</summary>
    public static IEnumerable<string> Validate(string index, ClientOptions client)
    {
        const string Form = "'whsec_' and the base64 of 24 to 64 random bytes";
        if (client.WebhookUrl is not null && !IsAddress(client.WebhookUrl))
            yield return $"Setting 'Clients__{index}__WebhookUrl' must be an https address without user name and fragment, for instance https://example.com/webhooks.";
        if (client.WebhookSecret.Length > 0 && !TryReadSecret(client.WebhookSecret, out _))
            yield return $"Setting 'Clients__{index}__WebhookSecret' must be {Form}.";
        else if (client.WebhookUrl is not null && client.WebhookSecret.Length == 0)
            yield return $"Setting 'Clients__{index}__WebhookSecret' is missing: what is sent to 'Clients__{index}__WebhookUrl' is signed with it; it must be {Form}.";
    }

    public static WebhookEndpoint? TryRead(ClientOptions client) =>
        client.WebhookUrl is { } url && TryReadSecret(client.WebhookSecret, out var secret) ? new WebhookEndpoint(url, secret) : null;
}
