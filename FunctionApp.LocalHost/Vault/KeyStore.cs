using System.Security.Cryptography;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>
/// The local vault's state: <c>DIR/vault/{name}/{version}.json</c>, mode 600. Files are replaced atomically, so that a running <see cref="LocalVault"/> can
/// read while another process writes. As in Key Vault, names are case-insensitive.
/// </summary>
public sealed partial class KeyStore(string dataDirectory, TimeProvider clock)
{
    private readonly string _root = Path.Combine(dataDirectory, "vault");

    /// <summary>All versions of all keys, by case-insensitive name, newest version first.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public ILookup<string, KeyVersion> List() => KeyFolders()
        .SelectMany(VersionsIn)
        .OrderByDescending(key => key.Created)
        .ToLookup(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All versions of one key, newest first.</summary>
    /// <returns>A snapshot; empty if there is no such key.</returns>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<KeyVersion> Versions(string name) =>
        FindFolder(name) is { } folder ? [.. VersionsIn(folder).OrderByDescending(key => key.Created)] : [];

    /// <summary>Adds an enabled version, which becomes the newest.</summary>
    /// <param name="notBefore">Null if unlimited.</param>
    /// <param name="expires">Null if unlimited.</param>
    /// <exception cref="ArgumentException">The name is invalid or the type of key is not supported.</exception>
    public KeyVersion Add(
        string name, AsymmetricAlgorithm key, string operation, DateTimeOffset? notBefore = null, DateTimeOffset? expires = null)
    {
        if (!Name().IsMatch(name))
            throw new ArgumentException($"'{name}' is not a valid key name: use 1 to 127 letters, digits and hyphens.", nameof(name));
        var folder = FindFolder(name) ?? Path.Combine(_root, name);
        var created = After(VersionsIn(folder).Select(version => version.Created));
        var pem = operation == KeyVersion.Decrypt ? key.ExportPkcs8PrivateKeyPem() : key.ExportSubjectPublicKeyInfoPem();
        var version = Guid.NewGuid().ToString("N");
        var added = new KeyVersion(
            Path.GetFileName(folder), version, TypeOf(key), [operation], true, notBefore, expires, created, created, pem);
        Write(added);
        return added;
    }

    /// <summary>Disables one version; it stays listed.</summary>
    public void Disable(KeyVersion key) => Write(key with { Enabled = false, Updated = clock.GetUtcNow() });

    private void Write(KeyVersion key) => FolderOf(Path.Combine(_root, key.Name)).Write(key.Version, StoredKey.From(key));

    private string? FindFolder(string name) =>
        KeyFolders().FirstOrDefault(folder => Path.GetFileName(folder).Equals(name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> KeyFolders() => Directory.Exists(_root) ? Directory.EnumerateDirectories(_root) : [];

    private static IEnumerable<KeyVersion> VersionsIn(string folder) => FolderOf(folder).All()
        .Where(file => Version().IsMatch(file.Id))
        .Select(file => file.Item.ToVersion(Path.GetFileName(folder), file.Id));

    private static JsonFolder<StoredKey> FolderOf(string folder) => new(folder);

    /// <summary>Now, or a tick after the newest version if the clock has not advanced since.</summary>
    private DateTimeOffset After(IEnumerable<DateTimeOffset> earlier)
    {
        var now = clock.GetUtcNow();
        var newest = earlier.DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return now > newest ? now : newest.AddTicks(1);
    }

    private static string TypeOf(AsymmetricAlgorithm key) => key switch
    {
        RSA => "RSA",
        ECDsa => "EC",
        _ => throw new ArgumentException("The vault supports only RSA and EC keys.", nameof(key)),
    };

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,127}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Version();
}
