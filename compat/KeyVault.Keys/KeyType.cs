namespace Azure.Security.KeyVault.Keys;

/// <summary>A key's algorithm family and where its private part is held.</summary>
public readonly record struct KeyType
{
    private readonly string _value;

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public KeyType(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>RSA, held in software.</summary>
    public static KeyType Rsa { get; } = new("RSA");

    /// <summary>RSA, held in hardware.</summary>
    public static KeyType RsaHsm { get; } = new("RSA-HSM");

    /// <summary>Elliptic curve, held in software.</summary>
    public static KeyType Ec { get; } = new("EC");

    /// <summary>Elliptic curve, held in hardware.</summary>
    public static KeyType EcHsm { get; } = new("EC-HSM");

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public static implicit operator KeyType(string value) => new(value);

    /// <summary>The name in the REST protocol.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _value;
}
