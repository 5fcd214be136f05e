using Azure.Core;

namespace BotGateway.Tests.Compat.Vault;

/// <summary>Gives tokens for an hour and remembers what they were asked for.</summary>
internal sealed class CountingCredential : TokenCredential
{
    public List<TokenRequestContext> Asked { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Asked.Add(requestContext);
        return new AccessToken("the-token", DateTimeOffset.UtcNow.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
