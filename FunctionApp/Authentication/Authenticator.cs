using System.Buffers.Text;
using System.Security.Cryptography;
using BotGateway.Authentication.Keys;
using BotGateway.Authentication.Replay;
using BotGateway.Authentication.Tokens;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>Decides who is let in.</summary>
internal sealed class Authenticator(
    SignatureVerifier signatures,
    RateLimits rates,
    GatewayKey gateway,
    IUsedTokens usedTokens,
    IOptions<AuthOptions> options,
    TimeProvider clock)
{
    /// <summary>Finds out which client sent a request.</summary>
    /// <exception cref="RefusalException">None that is let in.</exception>
    /// <exception cref="ProblemException">400: the request is malformed. 429: the client calls too often. 503: vault or tables are unavailable, so nobody knows.</exception>
    public async Task<Client> AuthenticateAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        // The order is part of the protection: whoever has not signed causes no decryption and no write, whoever is not let in uses no token up.
        var token = Token.Read(envelope);
        var client = await signatures.VerifyAsync(token, cancellationToken);
        rates.Take(client);
        var claims = await token.OpenAsync(client, gateway, cancellationToken);
        claims.CheckTimes(clock.GetUtcNow());
        claims.CheckCredentials(client, options.Value.Audience);
        // Of a large request no more than its token has been looked at before this.
        envelope.Confirm();
        CheckBodyHash(claims, client, envelope);
        await UseUpAsync(claims, cancellationToken);
        return client;
    }

    private void CheckBodyHash(Claims claims, Client client, Envelope envelope)
    {
        if (claims.BodySha256 is null && (client.RequireBodyHash ?? options.Value.RequireBodyHash))
            throw new RefusalException(RefusalReason.UnboundBody);
        if (claims.BodySha256 is { } bound && bound != Base64Url.EncodeToString(SHA256.HashData(envelope.RawBody)))
            throw new RefusalException(RefusalReason.WrongBodyHash);
    }

    private async Task UseUpAsync(Claims claims, CancellationToken cancellationToken)
    {
        if (!await usedTokens.TryClaimAsync(claims.Use, cancellationToken))
            throw new RefusalException(RefusalReason.UsedToken);
    }
}
