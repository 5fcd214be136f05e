namespace BotGateway.KeyVault;

/// <summary>One version of a key with the limits that the vault sets to its use.</summary>
/// <param name="NotBefore">From when on it may be used; null for always.</param>
/// <param name="ExpiresOn">Until when it may be used; null for ever.</param>
internal sealed record KeyVersion(string Version, bool Enabled, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresOn)
{
    /// <summary>Whether the version may be used at a time. Checked at each use: a cached version goes on ageing.</summary>
    public bool IsUsableAt(DateTimeOffset now) => Enabled && !(now < NotBefore) && !(now >= ExpiresOn);

    /// <summary>Whether the version may be used at some time of a span.</summary>
    public bool IsUsableWithin(DateTimeOffset start, DateTimeOffset end) => Enabled && !(end < NotBefore) && !(start >= ExpiresOn);
}
