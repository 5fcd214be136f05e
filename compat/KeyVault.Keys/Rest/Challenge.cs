using System.Text.RegularExpressions;
using Azure.Core;

namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>
/// What a vault answers to a request without a token:
/// <c>WWW-Authenticate: Bearer authorization="https://login.../{tenant}", resource="https://vault.azure.net"</c>.
/// </summary>
internal sealed partial record Challenge(Uri Authority, Uri Resource)
{
    public static Challenge Read(Response response)
    {
        if (!response.Headers.TryGetValue(HttpHeader.Names.WwwAuthenticate, out var header)
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parameters = Parameter().Matches(header)
            .DistinctBy(match => match.Groups[1].Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        return Uri.TryCreate(parameters.GetValueOrDefault("authorization"), UriKind.Absolute, out var authority)
            && Uri.TryCreate(parameters.GetValueOrDefault("resource"), UriKind.Absolute, out var resource)
            ? new Challenge(authority, resource)
            : null;
    }

    /// <summary>Whether the vault belongs to the resource: else a stranger's host could ask for a token that opens a real vault.</summary>
    public bool Covers(string vaultHost) => vaultHost.EndsWith($".{Resource.Host}", StringComparison.OrdinalIgnoreCase);

    public TokenRequestContext ToTokenRequest(string requestId) =>
        new([$"{Resource.OriginalString.TrimEnd('/')}/.default"], requestId, tenantId: Authority.Segments.ElementAtOrDefault(1)?.Trim('/'));

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Parameter();
}
