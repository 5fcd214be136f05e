namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>What a vault decrypted.</summary>
public class DecryptResult
{
    internal DecryptResult(string keyId, byte[] plaintext, EncryptionAlgorithm algorithm)
    {
        KeyId = keyId;
        Plaintext = plaintext;
        Algorithm = algorithm;
    }

    /// <summary>The address of the key's version that decrypted it.</summary>
    public string KeyId { get; }

    /// <summary>The plaintext.</summary>
    public byte[] Plaintext { get; }

    /// <summary>How it had been encrypted.</summary>
    public EncryptionAlgorithm Algorithm { get; }
}
