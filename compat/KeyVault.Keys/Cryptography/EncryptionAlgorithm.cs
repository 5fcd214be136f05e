namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>How a text was encrypted.</summary>
public readonly record struct EncryptionAlgorithm
{
    private readonly string _value;

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public EncryptionAlgorithm(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>RSA with OAEP padding, SHA-256 and MGF1 with SHA-256 (RFC 7518, section 4.3).</summary>
    public static EncryptionAlgorithm RsaOaep256 { get; } = new("RSA-OAEP-256");

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public static implicit operator EncryptionAlgorithm(string value) => new(value);

    /// <summary>The name in the REST protocol.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _value;
}
