namespace Azure.Security.KeyVault.Keys;

/// <summary>What a vault lets a key be used for.</summary>
public readonly record struct KeyOperation
{
    private readonly string _value;

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public KeyOperation(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Decrypting.</summary>
    public static KeyOperation Decrypt { get; } = new("decrypt");

    /// <summary>Verifying signatures.</summary>
    public static KeyOperation Verify { get; } = new("verify");

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public static implicit operator KeyOperation(string value) => new(value);

    /// <summary>The name in the REST protocol.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _value;
}
