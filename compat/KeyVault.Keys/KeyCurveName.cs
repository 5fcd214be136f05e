namespace Azure.Security.KeyVault.Keys;

/// <summary>The curve of an elliptic-curve key.</summary>
public readonly record struct KeyCurveName
{
    private readonly string _value;

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public KeyCurveName(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>NIST P-256.</summary>
    public static KeyCurveName P256 { get; } = new("P-256");

    /// <summary>NIST P-384.</summary>
    public static KeyCurveName P384 { get; } = new("P-384");

    /// <summary>NIST P-521.</summary>
    public static KeyCurveName P521 { get; } = new("P-521");

    /// <summary>Takes any name, known here or not.</summary>
    /// <param name="value">The name in the REST protocol.</param>
    public static implicit operator KeyCurveName(string value) => new(value);

    /// <summary>The name in the REST protocol.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => _value;
}
