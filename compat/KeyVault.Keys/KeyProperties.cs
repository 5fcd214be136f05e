namespace Azure.Security.KeyVault.Keys;

/// <summary>One version of a key, without key material.</summary>
public class KeyProperties
{
    internal KeyProperties()
    {
    }

    /// <summary>Reads name, version and vault off the key's address.</summary>
    /// <param name="id">The address: https://{vault}/keys/{name}[/{version}].</param>
    /// <exception cref="ArgumentException">It is not the address of a key.</exception>
    public KeyProperties(Uri id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var segments = id.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length is not (2 or 3) || segments[0] != "keys")
            throw new ArgumentException($"'{id}' is not the address of a key.", nameof(id));

        Id = id;
        VaultUri = new Uri(id.GetLeftPart(UriPartial.Authority));
        Name = segments[1];
        Version = segments.ElementAtOrDefault(2);
    }

    /// <summary>When the version was made, in UTC.</summary>
    public DateTimeOffset? CreatedOn { get; internal init; }

    /// <summary>Whether the vault lets it be used.</summary>
    public bool? Enabled { get; set; }

    /// <summary>From when on it must not be used, in UTC; null means for ever.</summary>
    public DateTimeOffset? ExpiresOn { get; set; }

    /// <summary>The version's address.</summary>
    public Uri Id { get; internal init; }

    /// <summary>The key's name.</summary>
    public string Name { get; internal init; }

    /// <summary>Until when it must not be used yet, in UTC; null means from its making on.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>When its properties last changed, in UTC.</summary>
    public DateTimeOffset? UpdatedOn { get; internal init; }

    /// <summary>The vault's address.</summary>
    public Uri VaultUri { get; internal init; }

    /// <summary>The version: 32 hexadecimal digits.</summary>
    public string Version { get; internal init; }
}
