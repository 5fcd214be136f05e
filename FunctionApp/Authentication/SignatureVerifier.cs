using System.Security.Cryptography;
using BotGateway.Vault;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication;

/// <summary>Finds out whether a client signed something, in the same time whether or not there is such a client.</summary>
/// <param name="clients">The configured clients.</param>
/// <param name="keys">Their public keys.</param>
/// <param name="rsa">Does the one calculation.</param>
public sealed class SignatureVerifier(ClientDirectory clients, ClientKeys keys, IRsaVerifier rsa)
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
        var found = known ? await keys.FindAsync(client!, cancellation) : [];
        var valid = Verify(found, data, signature);
        if (!valid && known && await keys.ReadAgainAsync(client!, found, cancellation) is { } again)
        {
            found = again;
            valid = Verify(found, data, signature);
        }

        if (!known)
            throw new RefusalException(RefusalReason.UnknownClient);
        if (found.Count == 0)
            throw new RefusalException(RefusalReason.UnusableKey);
        return valid ? client! : throw new RefusalException(RefusalReason.WrongSignature);
    }

    // Always a verification that is calculated to its end, as long as the signature makes it.
    private bool Verify(IReadOnlyList<ClientKey> found, byte[] data, byte[] signature)
    {
        var possible = found.Where(key => key.Key!.Kty == "RSA").Select(ParametersOf).Where(key => CanBeOf(key, signature)).ToList();
        return possible.Count == 0
            ? rsa.Verify(NobodysKey(signature.Length), data, signature) && false
            : possible.Any(key => rsa.Verify(key, data, signature));
    }

    private static RSAParameters ParametersOf(ClientKey key) =>
        new() { Modulus = Base64UrlEncoder.DecodeBytes(key.Key!.N), Exponent = Base64UrlEncoder.DecodeBytes(key.Key.E) };

    // A signature of another length than the modulus, or not below it, would be refused before anything is calculated.
    private static bool CanBeOf(RSAParameters key, byte[] signature) =>
        key.Modulus is { } modulus && modulus.Length == signature.Length && signature.AsSpan().SequenceCompareTo(modulus) < 0;

    // Odd, as a modulus must be, and above all signatures; verifying against it takes as long as against a client's key of that size.
    private static RSAParameters NobodysKey(int length)
    {
        var modulus = new byte[length];
        Array.Fill<byte>(modulus, 0xFF);
        return new RSAParameters { Modulus = modulus, Exponent = [0x01, 0x00, 0x01] };
    }
}
