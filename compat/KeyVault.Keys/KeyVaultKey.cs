namespace Azure.Security.KeyVault.Keys;

/// <summary>One version of a key, without its private part.</summary>
public class KeyVaultKey
{
    internal KeyVaultKey(KeyProperties properties, JsonWebKey key)
    {
        Properties = properties;
        Key = key;
    }

    /// <summary>The key's address, version and all.</summary>
    public Uri Id => new(Key.Id);

    /// <summary>The key material.</summary>
    public JsonWebKey Key { get; }

    /// <summary>What the vault lets the key be used for.</summary>
    public IReadOnlyCollection<KeyOperation> KeyOperations => Key.KeyOps;

    /// <summary>The key's algorithm family.</summary>
    public KeyType KeyType => Key.KeyType;

    /// <summary>The key's name.</summary>
    public string Name => Properties.Name;

    /// <summary>Everything but the key material.</summary>
    public KeyProperties Properties { get; }
}
