using System.Security.Cryptography;
using BotGateway.Vault;

namespace BotGateway.Authentication;

/// <summary>Finds out whether a client signed something, in the same time whether or not there is such a client.</summary>
/// <param name="clients">The configured clients.</param>
/// <param name="keys">Their public keys.</param>
/// <param name="rsa">Does the one calculation.</param>
/// <param name="clock">Tells whether a key may be used now.</param>
public sealed class SignatureVerifier(ClientDirectory clients, ClientKeyCache keys, IRsaVerifier rsa, TimeProvider clock)
{
    /// <summary>Verifies RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    /// <param name="keyId">The client that is said to have signed; null for the default client.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The client that signed.</returns>
    /// <exception cref="RefusalException">There is no such client, its key cannot be used, or the signature is not its.</exception>
    public async Task<Client> VerifyAsync(string? keyId, byte[] data, byte[] signature, CancellationToken cancellation)
    {
        var known = clients.TryFind(keyId, out var client);
        var key = known ? await keys.FindAsync(client!, cancellation) : null;
        var usable = key?.IsUsableAt(clock.GetUtcNow()) ?? false;

        // Always one verification that is calculated to its end, as long as the signature makes it: its time tells nothing about the client. (What does
        // is the vault read of a client whose key is not cached: once in 5 minutes.)
        var possible = usable && CanBeOf(key!, signature);
        var valid = rsa.Verify(possible ? key!.Rsa!.Value : NobodysKey(signature.Length), data, signature);

        if (!known)
            throw new RefusalException(RefusalReason.UnknownClient);
        if (!usable)
            throw new RefusalException(RefusalReason.UnusableKey);
        return valid && possible ? client! : throw new RefusalException(RefusalReason.WrongSignature);
    }

    // A signature of another length than the modulus, or not below it, would be refused before anything is calculated.
    private static bool CanBeOf(ClientKey key, byte[] signature) =>
        key.Rsa!.Value.Modulus is { } modulus
        && modulus.Length == signature.Length
        && signature.AsSpan().SequenceCompareTo(modulus) < 0;

    // Odd, as a modulus must be, and above all signatures; verifying against it takes as long as against a client's key of that size.
    private static RSAParameters NobodysKey(int length)
    {
        var modulus = new byte[length];
        Array.Fill<byte>(modulus, 0xFF);
        return new RSAParameters { Modulus = modulus, Exponent = [0x01, 0x00, 0x01] };
    }
}
