using BotGateway.Authentication.Keys;
using BotGateway.Authentication.Tokens;
using BotGateway.KeyVault;

namespace BotGateway.Authentication;

/// <summary>Verifies which client signed a token. Time and calls to the vault do not reveal whether a client exists.</summary>
internal sealed class SignatureVerifier(ClientDirectory clients, ClientKeys keys, Signatures signatures)
{
    // The most usable keys that a client can have: the old one and the new one.
    private const int Verifications = 2;

    public async Task<Client> VerifyAsync(string? clientId, TokenSignature signature, CancellationToken cancellationToken)
    {
        // An unknown id is processed like a configured client until it is rejected: otherwise the vault's response time would reveal which ids exist.
        var isKnown = clients.TryFind(clientId, out var client);
        client ??= clients.DecoyClientFor(clientId);

        var found = await keys.FindAsync(client, cancellationToken);
        var isSigned = IsMadeByOneOf(found, signature);
        var isReadAgain = false;
        if (!isSigned && await keys.ReadAgainAsync(client, found, cancellationToken) is { } read)
        {
            isReadAgain = true;
            found = read;
            isSigned = IsMadeByOneOf(found, signature);
        }

        if (!isKnown)
            throw new UnauthorizedException(RejectionReason.UnknownClient);
        if (!isSigned)
            throw new UnauthorizedException(found.Count == 0 ? RejectionReason.UnusableKey : RejectionReason.WrongSignature);
        keys.Confirm(client, isReadAgain);
        return client;
    }

    // A failure always takes two complete verifications, whose duration depends on the signature's length only.
    private bool IsMadeByOneOf(IReadOnlyList<ClientKey> found, TokenSignature signature)
    {
        var left = Verifications;
        foreach (var version in found)
        {
            if (!signature.CanBeMadeBy(version.Key!))
                continue;
            left--;
            if (signature.IsMadeBy(version.Key!, signatures))
                return true;
        }

        while (left-- > 0)
            signature.IsMadeBy(signature.DecoyKey, signatures);
        return false;
    }
}
