using System.Security.Cryptography;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>
/// The local vault's state: <c>DIR/vault/{name}/{version}.json</c>, mode 600, each file replaced as a whole, so that a running
/// <see cref="LocalVault"/> may read while another process writes. Names are case-insensitive, as Key Vault's are.
/// </summary>
/// <param name="dataDirectory">The folder DIR.</param>
/// <param name="clock">Gives the times of creation and change.</param>
public sealed partial class KeyStore(string dataDirectory, TimeProvider clock)
{
    private readonly string _root = Path.Combine(dataDirectory, "vault");

    /// <summary>All versions of all keys, by name without regard to case, newest version first.</summary>
    /// <returns>A picture of this moment.</returns>
    /// <exception cref="InvalidDataException">A file of the state is damaged.</exception>
    public ILookup<string, KeyVersion> List() => KeyFolders()
        .SelectMany(VersionsIn)
        .OrderByDescending(key => key.Created)
        .ToLookup(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All versions of one key, newest first.</summary>
    /// <param name="name">The key's name, in any case.</param>
    /// <returns>A picture of this moment; nothing where there is no such key.</returns>
    /// <exception cref="InvalidDataException">A file of the key is damaged.</exception>
    public IReadOnlyList<KeyVersion> Versions(string name) =>
        FindFolder(name) is { } folder ? [.. VersionsIn(folder).OrderByDescending(key => key.Created)] : [];

    /// <summary>Adds an enabled version, which becomes the newest.</summary>
    /// <param name="name">1 to 127 letters, digits and hyphens.</param>
    /// <param name="key">RSA, or ECDSA on a NIST curve. Of a key that may not decrypt, only the public part is kept.</param>
    /// <param name="operation"><see cref="KeyVersion.Decrypt"/> or <see cref="KeyVersion.Verify"/>.</param>
    /// <param name="notBefore">Not valid before; null when unlimited.</param>
    /// <param name="expires">Not valid from here on; null when unlimited.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ArgumentException">The name or the kind of key is not possible.</exception>
    public KeyVersion Add(
        string name, AsymmetricAlgorithm key, string operation, DateTimeOffset? notBefore = null, DateTimeOffset? expires = null)
    {
        if (!Name().IsMatch(name))
            throw new ArgumentException($"'{name}' is not a key's name: 1 to 127 letters, digits and hyphens.", nameof(name));
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
    /// <param name="key">The version, as <see cref="List"/> gave it.</param>
    public void Disable(KeyVersion key) => Write(key with { Enabled = false, Updated = clock.GetUtcNow() });

    private void Write(KeyVersion key) => FolderOf(Path.Combine(_root, key.Name)).Write(key.Version, StoredKey.From(key));

    private string? FindFolder(string name) =>
        KeyFolders().FirstOrDefault(folder => Path.GetFileName(folder).Equals(name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> KeyFolders() => Directory.Exists(_root) ? Directory.EnumerateDirectories(_root) : [];

    private static IEnumerable<KeyVersion> VersionsIn(string folder) => FolderOf(folder).All()
        .Where(file => Version().IsMatch(file.Id))
        .Select(file => file.Item.ToVersion(Path.GetFileName(folder), file.Id));

    private static JsonFolder<StoredKey> FolderOf(string folder) => new(folder);

    /// <summary>Now, or a tick after the newest version where the clock has not moved on since.</summary>
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
        _ => throw new ArgumentException("The vault holds RSA and EC keys.", nameof(key)),
    };

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,127}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Version();
}
