using System.Security.Cryptography;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Serving;

/// <summary>The service in <c>bench/baseline-node</c>, with the keys of a LocalHost. Its packages are installed by npm once per checkout.</summary>
internal static class NodeServer
{
    private const string Passphrase = "benchmark";

    // OpenSSL's own default for a key that it encrypts with a passphrase.
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2_048);

    public static async Task<ServerProcess> StartAsync(string directory, CancellationToken stop)
    {
        var folder = Path.Combine(
            Checkout.Find(AppContext.BaseDirectory) ?? throw new StartupException("The Node.js service is in the checkout: run this from there."), "bench", "baseline-node");
        await InstallAsync(folder, stop);
        var keys = Directory.CreateDirectory(Path.Combine(directory, "baseline-node")).FullName;
        await WriteKeysAsync(directory, keys, stop);
        return await ServerProcess.StartAsync(
            AppProcess.Start(
                "node",
                [Path.Combine(folder, "server.js"), keys],
                variables =>
                {
                    (variables["BASELINE_USER"], variables["BASELINE_PASS"]) = (DemoSecrets.User, DemoSecrets.Pass);
                    (variables["BASELINE_PASSPHRASE"], variables["NODE_ENV"]) = (Passphrase, "production");
                },
                limit: Timeout.InfiniteTimeSpan,
                cancellationToken: stop),
            stop);
    }

    private static async Task InstallAsync(string folder, CancellationToken stop)
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules", "express")))
            return;
        var npm = await AppProcess.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], directory: folder, cancellationToken: stop);
        if (npm.ExitCode != 0)
            throw new StartupException($"npm could not install the packages of {folder}: {npm.Error}");
    }

    private static async Task WriteKeysAsync(string directory, string keys, CancellationToken stop)
    {
        using var gateway = RSA.Create();
        gateway.ImportFromPem(CachedVault.GatewayKeyIn(directory));
        await File.WriteAllTextAsync(Path.Combine(keys, "gateway-private.pem"), gateway.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, Encryption), stop);
        using var client = RSA.Create();
        client.ImportFromPem(await File.ReadAllTextAsync(LocalKeys.ClientPrivatePem(directory), stop));
        await File.WriteAllTextAsync(Path.Combine(keys, "client-public.pem"), client.ExportSubjectPublicKeyInfoPem(), stop);
    }
}
