using BotGateway.Authentication.Keys;
using BotGateway.Http;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication.Tokens;

/// <summary>What a request brings to prove who sends it. Its form has been checked; nothing that it says has been proved.</summary>
internal abstract class Token
{
    /// <summary>The client that is said to have sent it; null for the default client.</summary>
    public abstract string? ClientId { get; }

    /// <summary>A key of the kind and size of the token's signature whose private half nobody has.</summary>
    public abstract JsonWebKey NobodysKey { get; }

    /// <summary>Reads a request's token. Where there is a signature beside it, it is a sealed one.</summary>
    /// <exception cref="RefusalException">There is none, or it is malformed.</exception>
    public static Token Read(Envelope envelope) => envelope switch
    {
        { Token: null } => throw new RefusalException(RefusalReason.NoToken),
        { Signature: null } => SignedToken.Read(envelope.Token, envelope.KeyId),
        _ => SealedToken.Read(envelope.Token, envelope.Signature, envelope.KeyId),
    };

    /// <summary>Whether the signature could be one of a key at all: its kind, its size.</summary>
    public abstract bool CanBeSignedBy(JsonWebKey key);

    /// <summary>Verifies the signature.</summary>
    public abstract bool IsSignedBy(JsonWebKey key, Signatures signatures);

    /// <summary>Reads what the token says.</summary>
    /// <exception cref="RefusalException">It cannot be opened, or says nothing that makes sense.</exception>
    /// <exception cref="ProblemException">503: the vault is unavailable.</exception>
    public abstract Task<Claims> OpenAsync(Client client, GatewayKey gateway, CancellationToken cancellationToken);
}
