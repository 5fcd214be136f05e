using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>The keys that the first start creates, in the local vault and as PEM files for clients.</summary>
public static class LocalKeys
{
    /// <summary>The name of the gateway's key in the vault.</summary>
    internal const string GatewayKey = "gateway";

    private const string DefaultClient = DemoSecrets.ClientId;

    /// <summary>The file with the gateway's public key (SubjectPublicKeyInfo, PEM), with which clients encrypt.</summary>
    public static string GatewayPublicPem(string dataDirectory) => Path.Combine(dataDirectory, "keys", "gateway-public.pem");

    /// <summary>The file with a client's private key (PKCS#8, PEM, mode 600), with which it signs.</summary>
    public static string ClientPrivatePem(string dataDirectory, string client = DefaultClient) =>
        Path.Combine(dataDirectory, "keys", $"client-{client}-private.pem");

    /// <summary>The file with the public key (PEM) of a client of the previous service, imported with <c>keys import</c>.</summary>
    public static string ClientPublicPem(string dataDirectory, string client) => Path.Combine(dataDirectory, "keys", $"client-{client}-public.pem");

    /// <summary>The name of a client's key in the vault.</summary>
    internal static string ClientKey(string client) => $"client-{client}";

    /// <summary>Creates missing keys. Processes that start at the same time wait for each other, so that each key is created once.</summary>
    /// <param name="report">Receives a line for each thing created, and one if it has to wait; nothing if all keys exist.</param>
    /// <exception cref="StartupException">A file of the vault, or a key, is damaged.</exception>
    public static async Task EnsureCreatedAsync(string dataDirectory, Action<string> report, CancellationToken cancellationToken = default)
    {
        using var alone = await LockAsync(dataDirectory, report, cancellationToken);
        var store = new KeyStore(dataDirectory, TimeProvider.System);
        var keys = List(store);
        EnsureGateway(store, keys[GatewayKey], GatewayPublicPem(dataDirectory), report);
        EnsureClient(store, keys[ClientKey(DefaultClient)].FirstOrDefault(), ClientPrivatePem(dataDirectory), report);
        LocalWebhookSecret.EnsureCreated(dataDirectory, report);
    }

    /// <summary>Locks the keys against changes by other processes.</summary>
    internal static Task<FileLock> LockAsync(string dataDirectory, Action<string> report, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        PrivateFile.CreateDirectory(folder);
        return FileLock.TakeAsync(
            Path.Combine(folder, ".lock"), () => report($"Waiting for another process that is creating keys in {folder} ..."), cancellationToken);
    }

    /// <exception cref="StartupException">A file of the vault is damaged.</exception>
    internal static ILookup<string, KeyVersion> List(KeyStore store)
    {
        try
        {
            return store.List();
        }
        catch (InvalidDataException damage)
        {
            throw new StartupException($"{damage.Message} Restore it, or delete the data directory to start over.", damage);
        }
    }

    /// <summary>Writes the gateway's public key for clients, unless the file is up to date.</summary>
    internal static void WriteGatewayPublic(string publicFile, RSA key, Action<string> report)
    {
        // Overwritten if it differs: with an outdated public key, every client would fail.
        var pem = key.ExportSubjectPublicKeyInfoPem();
        if (File.Exists(publicFile) && File.ReadAllText(publicFile) == pem)
            return;
        PrivateFile.Write(publicFile, Encoding.ASCII.GetBytes(pem));
        report($"Wrote {publicFile}: the gateway's public key, for clients.");
    }

    /// <summary>The key with which clients encrypt.</summary>
    /// <returns>The newest enabled version, or the newest if none is enabled; null if there is none.</returns>
    internal static KeyVersion? NewestOf(IEnumerable<KeyVersion> versions) => versions.FirstOrDefault(key => key.Enabled) ?? versions.FirstOrDefault();

    private static void EnsureGateway(KeyStore store, IEnumerable<KeyVersion> versions, string publicFile, Action<string> report)
    {
        var newest = NewestOf(versions);
        using var key = newest is null ? RSA.Create(2048) : RsaPem.Parse(newest.Pem, $"Key {GatewayKey} in the local vault");
        if (newest is null)
        {
            store.Add(GatewayKey, key, KeyVersion.Decrypt);
            report($"Created key {GatewayKey} (RSA 2048) in the local vault.");
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
        report($"Created key {ClientKey(DefaultClient)} (the public key) in the local vault.");
    }
}
