namespace Azure.Security.KeyVault.Keys;

/// <summary>Makes what the clients return, for tests.</summary>
public static class KeyModelFactory
{
    /// <summary>Makes a version of a key. Its other properties can be set on what is returned.</summary>
    /// <param name="id">The version's address; nothing is read off it.</param>
    /// <param name="vaultUri">The vault's address.</param>
    /// <param name="name">The key's name.</param>
    /// <param name="version">The version.</param>
    /// <param name="managed">Not kept: no property here shows it.</param>
    /// <param name="createdOn">When it was made.</param>
    /// <param name="updatedOn">When its properties last changed.</param>
    /// <param name="recoveryLevel">Not kept: no property here shows it.</param>
    /// <param name="recoverableDays">Not kept: no property here shows it.</param>
    /// <returns>The version.</returns>
    public static KeyProperties KeyProperties(
        Uri id = null,
        Uri vaultUri = null,
        string name = null,
        string version = null,
        bool managed = false,
        DateTimeOffset? createdOn = null,
        DateTimeOffset? updatedOn = null,
        string recoveryLevel = null,
        int? recoverableDays = null) =>
        new() { Id = id, VaultUri = vaultUri, Name = name, Version = version, CreatedOn = createdOn, UpdatedOn = updatedOn };

    /// <summary>Makes a public key.</summary>
    /// <param name="keyType">The algorithm family.</param>
    /// <param name="id">The key's address.</param>
    /// <param name="keyOps">What it may be used for.</param>
    /// <param name="curveName">The curve.</param>
    /// <param name="d">Must be null, as all private parts.</param>
    /// <param name="dp">Must be null.</param>
    /// <param name="dq">Must be null.</param>
    /// <param name="e">The public exponent of an RSA key.</param>
    /// <param name="k">Must be null.</param>
    /// <param name="n">The modulus of an RSA key.</param>
    /// <param name="p">Must be null.</param>
    /// <param name="q">Must be null.</param>
    /// <param name="qi">Must be null.</param>
    /// <param name="t">Must be null.</param>
    /// <param name="x">The x coordinate of an elliptic-curve key.</param>
    /// <param name="y">The y coordinate of an elliptic-curve key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="NotSupportedException">A private part was given.</exception>
    public static JsonWebKey JsonWebKey(
        KeyType keyType,
        string id = null,
        IEnumerable<KeyOperation> keyOps = null,
        KeyCurveName? curveName = null,
        byte[] d = null,
        byte[] dp = null,
        byte[] dq = null,
        byte[] e = null,
        byte[] k = null,
        byte[] n = null,
        byte[] p = null,
        byte[] q = null,
        byte[] qi = null,
        byte[] t = null,
        byte[] x = null,
        byte[] y = null)
    {
        if ((d ?? dp ?? dq ?? k ?? p ?? q ?? qi ?? t) is not null)
            throw new NotSupportedException("Keys have a public part only here.");

        return new(keyOps) { KeyType = keyType, Id = id, CurveName = curveName, E = e, N = n, X = x, Y = y };
    }

    /// <summary>Makes a key.</summary>
    /// <param name="properties">Everything but the key material.</param>
    /// <param name="key">The key material.</param>
    /// <returns>The key.</returns>
    public static KeyVaultKey KeyVaultKey(KeyProperties properties, JsonWebKey key) => new(properties, key);
}
