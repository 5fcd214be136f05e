using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>
/// Gives a vault a token only after it asked for one, and from then on with every request. The base refuses addresses that are not https
/// before anything is sent, and caches the tokens.
/// </summary>
internal sealed class ChallengePolicy(TokenCredential credential, bool verifyResource) : BearerTokenAuthenticationPolicy(credential, [])
{
    private const string WithheldContent = "VaultContent";
    private Challenge _challenge;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The compat clients have asynchronous methods only.");

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message)
    {
        RestoreContent(message);
        if (_challenge is { } challenge && MayHaveToken(message, challenge))
            return AuthenticateAndAuthorizeRequestAsync(message, challenge.ToTokenRequest(message.Request.ClientRequestId));

        // What is to be decrypted is not shown to a host that has not yet shown what it is.
        message.SetProperty(WithheldContent, message.Request.Content);
        message.Request.Content = null;
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        RestoreContent(message);
        if (Challenge.Read(message.Response) is not { } challenge)
            return false;

        if (!MayHaveToken(message, challenge))
        {
            throw new InvalidOperationException(
                $"The vault '{message.Request.Uri.Host}' asked for a token for '{challenge.Resource.Host}', which it does not belong to. "
                + "Set DisableChallengeResourceVerification in the client's options if that is meant.");
        }

        _challenge = challenge;
        await AuthenticateAndAuthorizeRequestAsync(message, challenge.ToTokenRequest(message.Request.ClientRequestId));
        return true;
    }

    private bool MayHaveToken(HttpMessage message, Challenge challenge) => !verifyResource || challenge.Covers(message.Request.Uri.Host);

    private static void RestoreContent(HttpMessage message)
    {
        if (message.TryGetProperty(WithheldContent, out var content))
            message.Request.Content = (RequestContent)content;
    }
}
