using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>The keys that a first start makes, in the local vault and as PEM files for clients.</summary>
public static class LocalKeys
{
    /// <summary>The gateway's key in the vault.</summary>
    internal const string GatewayKey = "gateway";

    private const string DefaultClient = DemoSecrets.ClientId;

    /// <summary>The gateway's public key (SubjectPublicKeyInfo, PEM), with which clients encrypt.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <returns>The path.</returns>
    public static string GatewayPublicPem(string dataDirectory) => Path.Combine(dataDirectory, "keys", "gateway-public.pem");

    /// <summary>The private key (PKCS#8, PEM, mode 600) with which a client signs.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <param name="client">The client's id.</param>
    /// <returns>The path.</returns>
    public static string ClientPrivatePem(string dataDirectory, string client = DefaultClient) =>
        Path.Combine(dataDirectory, "keys", $"client-{client}-private.pem");

    /// <summary>The public key (PEM) of a client that <c>keys import</c> has taken from the old service.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <param name="client">The client's id.</param>
    /// <returns>The path.</returns>
    public static string ClientPublicPem(string dataDirectory, string client) => Path.Combine(dataDirectory, "keys", $"client-{client}-public.pem");

    /// <summary>A client's key in the vault.</summary>
    /// <param name="client">The client's id.</param>
    /// <returns>The key's name.</returns>
    internal static string ClientKey(string client) => $"client-{client}";

    /// <summary>Makes what is missing. Processes that start at once wait for each other, so that there is one pair of each key.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <param name="report">Gets one line for each thing made, none when all is there, and one if it has to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>When all is there.</returns>
    /// <exception cref="StartupException">A file of the vault's state, or a key, is damaged.</exception>
    public static async Task EnsureCreatedAsync(string dataDirectory, Action<string> report, CancellationToken cancellationToken = default)
    {
        using var alone = await LockAsync(dataDirectory, report, cancellationToken);
        var store = new KeyStore(dataDirectory, TimeProvider.System);
        var keys = List(store);
        EnsureGateway(store, keys[GatewayKey], GatewayPublicPem(dataDirectory), report);
        EnsureClient(store, keys[ClientKey(DefaultClient)].FirstOrDefault(), ClientPrivatePem(dataDirectory), report);
    }

    /// <summary>Keeps other processes from changing the keys.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <param name="report">Gets one line if it has to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The lock.</returns>
    internal static Task<FileLock> LockAsync(string dataDirectory, Action<string> report, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        PrivateFile.CreateDirectory(folder);
        return FileLock.TakeAsync(
            Path.Combine(folder, ".lock"), () => report($"Waiting for another process that makes keys in {folder} ..."), cancellationToken);
    }

    /// <summary>Lists the vault's keys.</summary>
    /// <param name="store">The vault's state.</param>
    /// <returns>As <see cref="KeyStore.List"/>.</returns>
    /// <exception cref="StartupException">A file of the state is damaged.</exception>
    internal static ILookup<string, KeyVersion> List(KeyStore store)
    {
        try
        {
            return store.List();
        }
        catch (InvalidDataException damage)
        {
            throw new StartupException($"{damage.Message} Restore it, or delete the data directory to start anew.", damage);
        }
    }

    /// <summary>Writes the gateway's public key for clients, unless it is there.</summary>
    /// <param name="publicFile">The file.</param>
    /// <param name="key">The gateway's newest enabled key.</param>
    /// <param name="report">Gets one line if it is written.</param>
    internal static void WriteGatewayPublic(string publicFile, RSA key, Action<string> report)
    {
        // Written anew when it differs: an old file beside a new key would make every client fail.
        var pem = key.ExportSubjectPublicKeyInfoPem();
        if (File.Exists(publicFile) && File.ReadAllText(publicFile) == pem)
            return;
        PrivateFile.Write(publicFile, Encoding.ASCII.GetBytes(pem));
        report($"Wrote {publicFile}: the gateway's public key, for clients.");
    }

    /// <summary>The key that clients encrypt for.</summary>
    /// <param name="versions">The gateway's key, newest version first.</param>
    /// <returns>The newest enabled version, or the newest where none is; null where there is none at all.</returns>
    internal static KeyVersion? NewestOf(IEnumerable<KeyVersion> versions) => versions.FirstOrDefault(key => key.Enabled) ?? versions.FirstOrDefault();

    private static void EnsureGateway(KeyStore store, IEnumerable<KeyVersion> versions, string publicFile, Action<string> report)
    {
        var newest = NewestOf(versions);
        using var key = newest is null ? RSA.Create(2048) : RsaPem.Parse(newest.Pem, $"Key {GatewayKey} in the local vault");
        if (newest is null)
        {
            store.Add(GatewayKey, key, KeyVersion.Decrypt);
            report($"Made key {GatewayKey} (RSA 2048) in the local vault.");
        }

        WriteGatewayPublic(publicFile, key, report);
    }

    private static void EnsureClient(KeyStore store, KeyVersion? newest, string privateFile, Action<string> report)
    {
        var isThere = File.Exists(privateFile);
        if (isThere && newest is not null)
            return;
        using var key = isThere ? RsaPem.ReadStrong(privateFile) : RSA.Create(2048);
        if (!isThere)
        {
            PrivateFile.Write(privateFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            report($"Wrote {privateFile}: the private key of client default.");
        }
        store.Add(ClientKey(DefaultClient), key, KeyVersion.Verify);
        report($"Made key {ClientKey(DefaultClient)} (its public part) in the local vault.");
    }
}
