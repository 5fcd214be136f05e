using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Identity;

namespace BotGateway.LocalHost.Vault;

/// <summary>Signs in to the <see cref="LocalVault"/> that made it: one random token, which no other process knows.</summary>
public sealed class LocalCredential : TokenCredential
{
    private const string Scope = "https://vault.azure.net/.default";

    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    internal LocalCredential()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The scope is not Key Vault's.</exception>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        requestContext.Scopes is [Scope]
            ? new AccessToken(_token, DateTimeOffset.MaxValue)
            : throw new AuthenticationFailedException($"The local credential is for {Scope} only.");

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The scope is not Key Vault's.</exception>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));

    internal bool Accepts(string? token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(_token));
}
