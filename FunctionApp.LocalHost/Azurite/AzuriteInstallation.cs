using System.Security.Cryptography;

namespace BotGateway.LocalHost.Azurite;

/// <summary>The Azurite version of package-lock.json, installed with npm once per checkout.</summary>
internal static class AzuriteInstallation
{
    /// <summary>How long the npm registry may take for its first answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Installs it if it is missing or incomplete.</summary>
    /// <exception cref="StartupException">npm is missing or failed, or the registry does not answer.</exception>
    public static async Task<string> EnsureAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var folder = Locate(AppContext.BaseDirectory);
        await EnsureAsync(folder, report, cancellationToken);
        return folder;
    }

    /// <summary>The same for any folder with the two scripts, a package.json and a package-lock.json.</summary>
    internal static async Task EnsureAsync(string folder, Action<string> report, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        if (IsComplete(folder))
            return;

        using var alone = await FileLock.TakeAsync(
            Path.Combine(folder, "installation.lock"),
            () => report("Waiting for another process that is installing Azurite ..."),
            cancellationToken);
        if (!IsComplete(folder))
        {
            if (File.Exists(StampPath(folder)))
                File.Delete(StampPath(folder));
            await new NpmInstallation(folder, report, patience ?? Patience).RunAsync(cancellationToken);
            await File.WriteAllTextAsync(StampPath(folder), LockFileHash(folder), cancellationToken);
        }
    }

    /// <summary>The scripts' folder: in the checkout, so that all of its builds share it, otherwise next to the binaries.</summary>
    internal static string Locate(string binaries)
    {
        var checkout = Checkout.Find(binaries);
        return checkout is null ? Path.Combine(binaries, "Azurite") : Path.Combine(checkout, "FunctionApp.LocalHost", "Azurite");
    }

    private static bool IsComplete(string folder) =>
        File.Exists(StampPath(folder)) && File.ReadAllText(StampPath(folder)) == LockFileHash(folder);

    private static string StampPath(string folder) => Path.Combine(folder, "node_modules", ".installed");

    private static string LockFileHash(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
}
