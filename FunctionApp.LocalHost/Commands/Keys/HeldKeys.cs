using System.Security.Cryptography;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary>The keys of a data directory while no other process changes them.</summary>
internal sealed class HeldKeys : IDisposable
{
    /// <summary>What the gateway's own key is called where a client's name could stand.</summary>
    public const string Gateway = LocalKeys.GatewayKey;

    /// <summary>How many of a key's enabled versions are in use: a new one, and the one before that others still hold.</summary>
    public const int VersionsInUse = 2;

    // Enough to tell versions apart for a person.
    private const int ShortLength = 8;

    private readonly FileLock _alone;

    private HeldKeys(string dataDirectory, FileLock alone)
    {
        (DataDirectory, _alone) = (dataDirectory, alone);
        Store = new KeyStore(dataDirectory, TimeProvider.System);
    }

    /// <summary>The data directory.</summary>
    public string DataDirectory { get; }

    /// <summary>The local vault's state.</summary>
    public KeyStore Store { get; }

    /// <summary>Waits for other processes, and keeps them waiting from then on.</summary>
    /// <param name="dataDirectory">The data directory.</param>
    /// <param name="output">Gets one line if it has to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="StartupException">There are none.</exception>
    public static async Task<HeldKeys> TakeAsync(string dataDirectory, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(dataDirectory, "vault")))
            throw new StartupException($"There are no keys in {dataDirectory}: start LocalHost once first, it makes them (or name its directory with --data).");
        return new HeldKeys(dataDirectory, await LocalKeys.LockAsync(dataDirectory, output.WriteLine, cancellationToken));
    }

    /// <summary>A version's name for people: its first digits.</summary>
    /// <param name="version">The version.</param>
    /// <returns>8 hexadecimal digits.</returns>
    public static string Short(KeyVersion version) => version.Version[..ShortLength];

    /// <summary>All keys that the gateway uses, its own first, then those of the clients.</summary>
    /// <returns>Each by what the commands call it: <c>gateway</c>, or the client's name; its versions newest first.</returns>
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

    /// <summary>Finds a key that is there.</summary>
    /// <param name="name">A client's name, or <c>gateway</c>.</param>
    /// <returns>All its versions, newest first; none of a client that has been imported only.</returns>
    /// <exception cref="StartupException">There is no such key, or the vault's state is damaged.</exception>
    public IReadOnlyList<KeyVersion> Find(string name)
    {
        var all = List();
        return all.FirstOrDefault(key => key.Name == name).Versions
            ?? (File.Exists(LocalKeys.ClientPublicPem(DataDirectory, name)) ? Array.Empty<KeyVersion>() : null)
            ?? throw new StartupException($"There is no '{name}' in {DataDirectory}. There is: {string.Join(", ", all.Select(key => key.Name))}.");
    }

    /// <summary>The key's name in the vault.</summary>
    /// <param name="name">A client's name, or <c>gateway</c>.</param>
    /// <returns>The key's name.</returns>
    public static string KeyOf(string name) => name == Gateway ? LocalKeys.GatewayKey : LocalKeys.ClientKey(name);

    /// <summary>Brings the file with the gateway's public key up to the vault.</summary>
    /// <param name="output">Gets one line if it is written.</param>
    public void WriteGatewayPublic(TextWriter output)
    {
        using RSA key = RsaPem.Parse(LocalKeys.NewestOf(Store.Versions(LocalKeys.GatewayKey))!.Pem, $"Key {LocalKeys.GatewayKey} in the local vault");
        LocalKeys.WriteGatewayPublic(LocalKeys.GatewayPublicPem(DataDirectory), key, output.WriteLine);
    }

    /// <summary>Lets other processes go on.</summary>
    public void Dispose() => _alone.Dispose();
}
