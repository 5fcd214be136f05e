namespace BotGateway.KeyVault;

/// <summary>The settings <c>KeyVault__*</c>.</summary>
internal sealed class VaultOptions
{
    public const string Section = "KeyVault";

    /// <summary>The vault's address, for example <c>https://contoso.vault.azure.net</c>. Required.</summary>
    public Uri? Uri { get; set; }

    public IEnumerable<string> Validate()
    {
        if (Uri is null)
            yield return "Setting 'KeyVault__Uri' is missing: the vault's address, for instance https://contoso.vault.azure.net.";
        else if (!Uri.IsAbsoluteUri || Uri.Scheme != Uri.UriSchemeHttps)
            yield return "Setting 'KeyVault__Uri' must be an https address, for instance https://contoso.vault.azure.net.";
    }
}
