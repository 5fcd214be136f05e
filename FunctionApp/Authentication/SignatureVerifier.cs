using BotGateway.Authentication.Keys;
using BotGateway.Authentication.Tokens;
using BotGateway.Http;
using BotGateway.KeyVault;

namespace BotGateway.Authentication;

/// <summary>Finds out which client signed a token, in the same time and with the same calls to the vault whether or not there is such a client.</summary>
internal sealed class SignatureVerifier(ClientDirectory clients, ClientKeys keys, Signatures signatures)
{
    // As many as a client has keys that count: the old one and the new one.
    private const int Verifications = 2;

    /// <summary>Verifies a token's signature.</summary>
    /// <exception cref="RefusalException">There is no such client, its key cannot be used, or the signature is not its.</exception>
    /// <exception cref="ProblemException">503: the vault is unavailable, so nobody knows the client's key.</exception>
    public async Task<Client> VerifyAsync(Token token, CancellationToken cancellationToken)
    {
        // An unknown name is treated as some configured client until it is refused. Were its keys not looked for, the time of the vault's answer would
        // tell the names that are on the list from those that are not.
        var isKnown = clients.TryFind(token.ClientId, out var client);
        client ??= clients.StandInFor(token.ClientId);

        var found = await keys.FindAsync(client, cancellationToken);
        var isSigned = IsSignedByOneOf(found, token);
        var isReadAgain = false;
        if (!isSigned && await keys.ReadAgainAsync(client, found, cancellationToken) is { } read)
        {
            isReadAgain = true;
            found = read;
            isSigned = IsSignedByOneOf(found, token);
        }

        if (!isKnown)
            throw new RefusalException(RefusalReason.UnknownClient);
        if (!isSigned)
            throw new RefusalException(found.Count == 0 ? RefusalReason.UnusableKey : RefusalReason.WrongSignature);
        keys.Confirm(client, isReadAgain);
        return client;
    }

    // A refusal always takes two verifications that are calculated to their end, each as long as the signature makes it.
    private bool IsSignedByOneOf(IReadOnlyList<ClientKey> found, Token token)
    {
        var left = Verifications;
        foreach (var key in found.Select(version => version.Key!).Where(token.CanBeSignedBy))
        {
            left--;
            if (token.IsSignedBy(key, signatures))
                return true;
        }

        while (left-- > 0)
            token.IsSignedBy(token.NobodysKey, signatures);
        return false;
    }
}
