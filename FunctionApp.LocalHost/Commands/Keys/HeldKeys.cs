using System.Security.Cryptography;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary>The keys of a data directory, locked against changes by other processes.</summary>
internal sealed class HeldKeys : IDisposable
{
    /// <summary>The name of the gateway's own key in place of a client's name.</summary>
    public const string Gateway = LocalKeys.GatewayKey;

    /// <summary>How many of a key's enabled versions are in use: the new one, and the previous one that others may still have.</summary>
    public const int VersionsInUse = 2;

    // Enough to tell versions apart.
    private const int ShortLength = 8;

    private readonly FileLock _alone;

    private HeldKeys(string dataDirectory, FileLock alone)
    {
        (DataDirectory, _alone) = (dataDirectory, alone);
        Store = new KeyStore(dataDirectory, TimeProvider.System);
    }

    public string DataDirectory { get; }

    public KeyStore Store { get; }

    /// <summary>Waits for the lock and takes it.</summary>
    /// <exception cref="StartupException">The directory has no keys.</exception>
    public static async Task<HeldKeys> TakeAsync(string dataDirectory, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(dataDirectory, "vault")))
            throw new StartupException($"There are no keys in {dataDirectory}: start LocalHost once to create them (or specify its directory with --data).");
        return new HeldKeys(dataDirectory, await LocalKeys.LockAsync(dataDirectory, output.WriteLine, cancellationToken));
    }

    /// <summary>A version's short name: its first digits.</summary>
    public static string Short(KeyVersion version) => version.Version[..ShortLength];

    /// <summary>All keys that the gateway uses: its own first, then those of the clients.</summary>
    /// <exception cref="StartupException">The vault's state is damaged.</exception>
    public IReadOnlyList<(string Name, IReadOnlyList<KeyVersion> Versions)> List()
    {
        var keys = LocalKeys.List(Store);
        var clientPrefix = LocalKeys.ClientKey("");
        var clients = keys.Select(key => key.Key)
            .Where(key => key.StartsWith(clientPrefix, StringComparison.Ordinal))
            .Select(key => key[clientPrefix.Length..])
            .Where(name => ClientsFile.IsName(name) && name != Gateway)
            .Order(StringComparer.Ordinal);
        return [.. clients.Prepend(Gateway).Select(name => (name, (IReadOnlyList<KeyVersion>)[.. keys[KeyOf(name)]])).Where(key => key.Item2.Count > 0)];
    }

    /// <returns>All its versions, newest first; empty for a client that has only been imported.</returns>
    /// <exception cref="StartupException">There is no such key, or the vault's state is damaged.</exception>
    public IReadOnlyList<KeyVersion> Find(string name)
    {
        var all = List();
        return all.FirstOrDefault(key => key.Name == name).Versions
            ?? (File.Exists(LocalKeys.ClientPublicPem(DataDirectory, name)) ? Array.Empty<KeyVersion>() : null)
            ?? throw new StartupException($"There is no '{name}' in {DataDirectory}. Available: {string.Join(", ", all.Select(key => key.Name))}.");
    }

    public static string KeyOf(string name) => name == Gateway ? LocalKeys.GatewayKey : LocalKeys.ClientKey(name);

    /// <summary>Updates the file with the gateway's public key.</summary>
    public void WriteGatewayPublic(TextWriter output)
    {
        using RSA key = RsaPem.Parse(LocalKeys.NewestOf(Store.Versions(LocalKeys.GatewayKey))!.Pem, $"Key {LocalKeys.GatewayKey} in the local vault");
        LocalKeys.WriteGatewayPublic(LocalKeys.GatewayPublicPem(DataDirectory), key, output.WriteLine);
    }

    public void Dispose() => _alone.Dispose();
}
