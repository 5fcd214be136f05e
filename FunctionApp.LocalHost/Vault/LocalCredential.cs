using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Identity;

namespace BotGateway.LocalHost.Vault;

/// <summary>A credential for the local vault and management plane: a random token for each, known to this process only.</summary>
public sealed class LocalCredential : TokenCredential
{
    internal const string Vault = "vault.azure.net";
    internal const string Management = "management.azure.com";

    private readonly FrozenDictionary<string, string> _tokens = new[] { Vault, Management }.ToFrozenDictionary(
        audience => audience, _ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), StringComparer.Ordinal);

    internal LocalCredential()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The scope belongs to another service.</exception>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        requestContext.Scopes is [var scope] && _tokens.TryGetValue(AudienceOf(scope), out var token)
            ? new AccessToken(token, DateTimeOffset.MaxValue)
            : throw new AuthenticationFailedException($"The local credential is for {string.Join(" and ", _tokens.Keys)} only.");

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The scope belongs to another service.</exception>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));

    internal bool Accepts(string audience, string? token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(_tokens[audience]));

    // Azure.ResourceManager requests "https://management.azure.com//.default", because its audience already ends with a slash.
    private static string AudienceOf(string scope) =>
        Uri.TryCreate(scope, UriKind.Absolute, out var uri) && uri.AbsolutePath.TrimStart('/') == ".default" ? uri.Host : "";
}
