using Azure.Security.KeyVault.Keys.Cryptography;

namespace Azure.Security.KeyVault.Keys;

/// <summary>Makes what the client returns, for tests.</summary>
public static class CryptographyModelFactory
{
    /// <summary>Makes the result of a decryption.</summary>
    /// <param name="keyId">The address of the key's version.</param>
    /// <param name="plaintext">The plaintext.</param>
    /// <param name="algorithm">How it had been encrypted.</param>
    /// <returns>The result.</returns>
    public static DecryptResult DecryptResult(string keyId = null, byte[] plaintext = null, EncryptionAlgorithm algorithm = default) =>
        new(keyId, plaintext, algorithm);
}
