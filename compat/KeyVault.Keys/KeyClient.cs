using Azure.Core;
using Azure.Security.KeyVault.Keys.Cryptography;
using Azure.Security.KeyVault.Keys.Rest;

namespace Azure.Security.KeyVault.Keys;

/// <summary>Reads the public part of a vault's keys.</summary>
/// <remarks>
/// What the vault refuses is a <see cref="RequestFailedException"/> with its status and error code, such as 404 "KeyNotFound".
/// </remarks>
public class KeyClient
{
    private readonly VaultPipeline _pipeline;

    /// <summary>For substitutes in tests.</summary>
    protected KeyClient()
    {
    }

    /// <summary>Makes a client of one vault.</summary>
    /// <param name="vaultUri">The vault's address; requests fail where it is not https.</param>
    /// <param name="credential">Gives the tokens that the vault asks for.</param>
    /// <param name="options">Transport, retries and API version; null means the defaults.</param>
    public KeyClient(Uri vaultUri, TokenCredential credential, KeyClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(vaultUri);
        ArgumentNullException.ThrowIfNull(credential);
        VaultUri = vaultUri;
        _pipeline = new VaultPipeline(credential, options ?? new KeyClientOptions());
    }

    /// <summary>Makes a client of one vault with the default options.</summary>
    /// <param name="vaultUri">The vault's address; requests fail where it is not https.</param>
    /// <param name="credential">Gives the tokens that the vault asks for.</param>
    public KeyClient(Uri vaultUri, TokenCredential credential)
        : this(vaultUri, credential, null)
    {
    }

    /// <summary>The vault's address.</summary>
    public virtual Uri VaultUri { get; }

    /// <summary>Reads one version of a key.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="version">The version; null means the newest.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <returns>The key.</returns>
    /// <exception cref="RequestFailedException">The vault refused; 404 "KeyNotFound" where there is no such key.</exception>
    public virtual async Task<Response<KeyVaultKey>> GetKeyAsync(
        string name, string version = null, CancellationToken cancellationToken = default)
    {
        // The official client leaves the version empty, slash and all, to ask for the newest.
        var address = string.IsNullOrEmpty(version) ? new Uri($"{KeyAddress(name, null)}/") : KeyAddress(name, version);
        var response = await _pipeline.SendAsync<KeyBundle>(RequestMethod.Get, address, null, cancellationToken);
        return Response.FromValue(response.Value.ToKey(), response.GetRawResponse());
    }

    /// <summary>Lists all versions of a key, in no promised order and without key material.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="cancellationToken">Gives the requests up.</param>
    /// <returns>The versions; pages are fetched while they are read.</returns>
    public virtual AsyncPageable<KeyProperties> GetPropertiesOfKeyVersionsAsync(
        string name, CancellationToken cancellationToken = default) =>
        new KeyVersionsPageable(_pipeline, new Uri($"{KeyAddress(name, null)}/versions"), cancellationToken);

    /// <summary>Makes a client of one key's operations that shares this client's connection and tokens.</summary>
    /// <param name="keyName">The key's name.</param>
    /// <param name="keyVersion">The version; null means whichever is newest at the time of each operation.</param>
    /// <returns>The client.</returns>
    public virtual CryptographyClient GetCryptographyClient(string keyName, string keyVersion = null) =>
        new(_pipeline, KeyAddress(keyName, keyVersion));

    private Uri KeyAddress(string name, string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var path = $"/keys/{Uri.EscapeDataString(name)}";
        return new Uri(VaultUri, string.IsNullOrEmpty(version) ? path : $"{path}/{Uri.EscapeDataString(version)}");
    }
}
