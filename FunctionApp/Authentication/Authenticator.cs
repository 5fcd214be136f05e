using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotGateway.Requests;

namespace BotGateway.Authentication;

/// <summary>Decides who is let in. The checks stand in their order: the cheap ones first, and no call to the vault for a stranger.</summary>
/// <param name="signatures">Verifies who signed the token.</param>
/// <param name="key">Opens the token.</param>
/// <param name="clock">Tells the time.</param>
public sealed class Authenticator(SignatureVerifier signatures, GatewayKey key, TimeProvider clock)
{
    // Both as the wire protocol has them: a token is good for this long after its time is over, for clocks that differ ...
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // ... and its time may not end later than this, so that a token that got away is soon worthless. Clients use 10 seconds.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>Finds out which client sent a request.</summary>
    /// <param name="envelope">The request.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The client.</returns>
    /// <exception cref="RefusalException">None that is let in.</exception>
    /// <exception cref="ProblemException">503: the vault is out of reach, so nobody knows.</exception>
    public async Task<Client> AuthenticateAsync(Envelope envelope, CancellationToken cancellation)
    {
        var token = SealedToken.Read(envelope);
        var client = await signatures.VerifyAsync(envelope.KeyId, token.SignedBytes, token.Signature, cancellation);
        var claims = SealedClaims.Read(
            await key.DecryptAsync(client, token.Ciphertext, cancellation) ?? throw new RefusalException(RefusalReason.NotDecryptable));
        CheckTimes(claims);
        CheckCredentials(claims, client);
        CheckBodyHash(claims, envelope);
        return client;
    }

    private void CheckTimes(SealedClaims claims)
    {
        var now = clock.GetUtcNow();
        if (now - claims.Expiration > Grace)
            throw new RefusalException(RefusalReason.Expired);
        if (claims.Expiration - now > MostAhead)
            throw new RefusalException(RefusalReason.ExpiresTooLate);
    }

    private static void CheckCredentials(SealedClaims claims, Client client)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claims.Credentials), Encoding.UTF8.GetBytes(client.Credentials)))
            throw new RefusalException(RefusalReason.WrongCredentials);
    }

    private static void CheckBodyHash(SealedClaims claims, Envelope envelope)
    {
        if (claims.BodySha256 is { } bound && bound != Base64Url.EncodeToString(SHA256.HashData(envelope.RawBody)))
            throw new RefusalException(RefusalReason.WrongBodyHash);
    }
}
