namespace BotGateway.KeyVault;

/// <summary>One version of a key, with its validity dates.</summary>
/// <param name="NotBefore">Null if unlimited.</param>
/// <param name="ExpiresOn">Null if unlimited.</param>
internal sealed record KeyVersion(string Version, bool Enabled, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresOn)
{
    /// <summary>Whether the version is valid at a time. Checked at each use, because a cached version may expire.</summary>
    public bool IsUsableAt(DateTimeOffset now) => Enabled && !(now < NotBefore) && !(now >= ExpiresOn);

    /// <summary>Whether the version is valid at some time within a period.</summary>
    public bool IsUsableWithin(DateTimeOffset start, DateTimeOffset end) => Enabled && !(end < NotBefore) && !(start >= ExpiresOn);
}
