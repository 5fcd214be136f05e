using System.Security.Cryptography;

namespace BotGateway.Authentication;

/// <summary>Finds out whether a client signed something, in the same time whether or not there is such a client.</summary>
/// <param name="clients">The configured clients.</param>
/// <param name="keys">Their public keys.</param>
/// <param name="clock">Tells whether a key may be used now.</param>
public sealed class SignatureVerifier(ClientDirectory clients, ClientKeyCache keys, TimeProvider clock)
{
    private static readonly RSAParameters NobodysKey = MakeNobodysKey();

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

        // An instance of its own per call: RSA promises no thread safety.
        using var rsa = RSA.Create(usable ? key!.Rsa!.Value : NobodysKey);
        var valid = rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        if (!known)
            throw new RefusalException(RefusalReason.UnknownClient);
        if (!usable)
            throw new RefusalException(RefusalReason.UnusableKey);
        return valid ? client! : throw new RefusalException(RefusalReason.WrongSignature);
    }

    // A random odd modulus: verifying against it takes as long as against a client's key, and nobody knows its private half.
    private static RSAParameters MakeNobodysKey()
    {
        var modulus = RandomNumberGenerator.GetBytes(256);
        modulus[0] |= 0x80;
        modulus[^1] |= 0x01;
        return new RSAParameters { Modulus = modulus, Exponent = [0x01, 0x00, 0x01] };
    }
}
