using System.Buffers.Text;
using System.Security.Cryptography;
using BotGateway.Authentication.Keys;
using BotGateway.Authentication.Replay;
using BotGateway.Authentication.Tokens;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>
/// Authenticates a request by an encrypted token with a signature, or by a JWT. The order of checks is the same and part of the protection: an unsigned
/// request causes no decryption and no table write, and a rejected one does not use up its token (docs/security.md).
/// </summary>
internal sealed class Authenticator(
    SignatureVerifier signatures,
    RateLimits rateLimits,
    GatewayKey gatewayKey,
    IUsedTokens usedTokens,
    IOptions<AuthOptions> options,
    TimeProvider clock)
{
    /// <exception cref="GatewayException">Invalid: malformed. Throttled: rate limit. Unavailable: the vault or the table is unavailable.</exception>
    public ValueTask<Client> AuthenticateAsync(Envelope envelope, CancellationToken cancellationToken) => envelope switch
    {
        { Token: null } => throw new UnauthorizedException(RejectionReason.NoToken),
        { Signature: null } => AuthenticateJwtAsync(envelope, envelope.Token, cancellationToken),
        _ => AuthenticateEncryptedTokenAsync(envelope, envelope.Token, envelope.Signature, cancellationToken),
    };

    private async ValueTask<Client> AuthenticateEncryptedTokenAsync(Envelope envelope, string text, string signature, CancellationToken cancellationToken)
    {
        var token = EncryptedToken.Parse(text, signature);
        var client = await signatures.VerifyAsync(envelope.KeyId, token.Signature, cancellationToken);
        rateLimits.Take(client);
        var json = await gatewayKey.DecryptAsync(client, token.Ciphertext, cancellationToken)
            ?? throw new UnauthorizedException(RejectionReason.NotDecryptable);
        var claims = EncryptedTokenClaims.Parse(json);
        claims.CheckTime(clock.GetUtcNow());
        claims.CheckCredentials(client);
        CheckBodyHash(envelope, client, claims.BodySha256);
        await UseUpAsync(TokenUse.OfEncryptedToken(token.CanonicalText, claims.AcceptedUntil), cancellationToken);
        return client;
    }

    private async ValueTask<Client> AuthenticateJwtAsync(Envelope envelope, string text, CancellationToken cancellationToken)
    {
        var token = JsonWebToken.Parse(text, envelope.KeyId);
        var client = await signatures.VerifyAsync(token.ClientId, token.Signature, cancellationToken);
        rateLimits.Take(client);
        var claims = token.Claims;
        claims.CheckTimes(clock.GetUtcNow());
        claims.CheckAudience(options.Value.Audience);
        CheckBodyHash(envelope, client, claims.BodySha256);
        await UseUpAsync(TokenUse.OfJwt(client.Id, claims.Id, claims.IssuedAt, claims.AcceptedUntil), cancellationToken);
        return client;
    }

    private void CheckBodyHash(Envelope envelope, Client client, string? bodySha256)
    {
        // Up to here, only the payload of a large request has been read.
        envelope.Confirm();
        if (bodySha256 is null && (client.RequireBodyHash ?? options.Value.RequireBodyHash))
            throw new UnauthorizedException(RejectionReason.UnboundBody);
        if (bodySha256 is not null && bodySha256 != Base64Url.EncodeToString(SHA256.HashData(envelope.RawBody)))
            throw new UnauthorizedException(RejectionReason.WrongBodyHash);
    }

    private async Task UseUpAsync(TokenUse use, CancellationToken cancellationToken)
    {
        if (!await usedTokens.TryClaimAsync(use, cancellationToken))
            throw new UnauthorizedException(RejectionReason.UsedToken);
    }
}
