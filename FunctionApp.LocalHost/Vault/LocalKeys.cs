using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>The keys that a first start makes, in the local vault and as PEM files for clients.</summary>
public static class LocalKeys
{
    private const string GatewayKey = "gateway";
    private const string ClientKey = "client-default";

    /// <summary>The gateway's public key (SubjectPublicKeyInfo, PEM), with which clients encrypt.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <returns>The path.</returns>
    public static string GatewayPublicPem(string dataDirectory) => Path.Combine(dataDirectory, "keys", "gateway-public.pem");

    /// <summary>The private key (PKCS#8, PEM, mode 600) with which client <c>default</c> signs.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <returns>The path.</returns>
    public static string ClientPrivatePem(string dataDirectory) => Path.Combine(dataDirectory, "keys", "client-default-private.pem");

    /// <summary>Makes what is missing. Processes that start at once wait for each other, so that there is one pair of each key.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <param name="report">Gets one line for each thing made, none when all is there, and one if it has to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>When all is there.</returns>
    /// <exception cref="StartupException">A file of the vault's state, or a key, is damaged.</exception>
    public static async Task EnsureCreatedAsync(string dataDirectory, Action<string> report, CancellationToken cancellationToken = default)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        PrivateFile.CreateDirectory(folder);
        using var alone = await FileLock.TakeAsync(
            Path.Combine(folder, ".lock"), () => report($"Waiting for another process that makes keys in {folder} ..."), cancellationToken);
        var store = new KeyStore(dataDirectory, TimeProvider.System);
        var keys = List(store);
        EnsureGateway(store, keys[GatewayKey].FirstOrDefault(), GatewayPublicPem(dataDirectory), report);
        EnsureClient(store, keys[ClientKey].FirstOrDefault(), ClientPrivatePem(dataDirectory), report);
    }

    private static ILookup<string, KeyVersion> List(KeyStore store)
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

    private static void EnsureGateway(KeyStore store, KeyVersion? newest, string publicFile, Action<string> report)
    {
        using var key = newest is null ? RSA.Create(2048) : RsaPem.Parse(newest.Pem, $"Key {GatewayKey} in the local vault");
        if (newest is null)
        {
            store.Add(GatewayKey, key, KeyVersion.Decrypt);
            report($"Made key {GatewayKey} (RSA 2048) in the local vault.");
        }

        // Written anew when it differs: an old file beside a new key would make every client fail.
        var pem = key.ExportSubjectPublicKeyInfoPem();
        if (File.Exists(publicFile) && File.ReadAllText(publicFile) == pem)
            return;
        PrivateFile.Write(publicFile, Encoding.ASCII.GetBytes(pem));
        report($"Wrote {publicFile}: the gateway's public key, for clients.");
    }

    private static void EnsureClient(KeyStore store, KeyVersion? newest, string privateFile, Action<string> report)
    {
        var isThere = File.Exists(privateFile);
        if (isThere && newest is not null)
            return;
        using var key = isThere ? RsaPem.Read(privateFile) : RSA.Create(2048);
        if (!isThere)
        {
            PrivateFile.Write(privateFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            report($"Wrote {privateFile}: the private key of client default.");
        }
        store.Add(ClientKey, key, KeyVersion.Verify);
        report($"Made key {ClientKey} (its public part) in the local vault.");
    }
}
