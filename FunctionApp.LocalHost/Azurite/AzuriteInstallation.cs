using System.Diagnostics;
using System.Security.Cryptography;

namespace BotGateway.LocalHost.Azurite;

/// <summary>The Azurite version of package-lock.json, installed with npm once per checkout.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(3);

    /// <summary>Installs it if it is missing or incomplete.</summary>
    /// <exception cref="StartupException">Node.js or npm is missing, or npm failed.</exception>
    public static async Task<string> EnsureAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var folder = Locate(AppContext.BaseDirectory);
        await EnsureAsync(folder, report, cancellationToken);
        return folder;
    }

    /// <summary>The same for any folder with the two scripts, a package.json and a package-lock.json.</summary>
    internal static async Task EnsureAsync(string folder, Action<string> report, CancellationToken cancellationToken)
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
            await InstallAsync(folder, report, cancellationToken);
            await File.WriteAllTextAsync(StampPath(folder), LockFileHash(folder), cancellationToken);
        }
    }

    /// <summary>The scripts' folder: in the checkout, so that all of its builds share it, otherwise next to the binaries.</summary>
    internal static string Locate(string binaries)
    {
        var checkout = Checkout.Find(binaries);
        return checkout is null ? Path.Combine(binaries, "Azurite") : Path.Combine(checkout, "FunctionApp.LocalHost", "Azurite");
    }

    private static async Task InstallAsync(string folder, Action<string> report, CancellationToken cancellationToken)
    {
        report("Installing Azurite, the local storage service, with npm (once per checkout, about 190 MB) ...");
        var watch = Stopwatch.StartNew();
        using var npm = NodeProcess.Start(folder, "install.cjs", [], []);
        var output = Task.WhenAll(
            npm.StandardOutput.ReadToEndAsync(CancellationToken.None),
            npm.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            var ended = npm.WaitForExitAsync(CancellationToken.None);
            while (!ended.IsCompleted)
            {
                await Task.WhenAny(ended, Task.Delay(ProgressInterval, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                if (!ended.IsCompleted)
                    report($"  still installing, {watch.Elapsed.TotalSeconds:0} s");
            }
        }
        finally
        {
            npm.StandardInput.Close();
            await npm.WaitForExitAsync(CancellationToken.None); // Before the lock is released.
        }

        var said = string.Join('\n', await output).Trim();
        if (npm.ExitCode != 0)
        {
            throw new StartupException(
                $"npm could not install Azurite in {folder}:\n{said}\n"
                + "Fix this and start again, or set Tables__ConnectionString to another storage service.");
        }

        report($"  installed in {watch.Elapsed.TotalSeconds:0} s");
    }

    private static bool IsComplete(string folder) =>
        File.Exists(StampPath(folder)) && File.ReadAllText(StampPath(folder)) == LockFileHash(folder);

    private static string StampPath(string folder) => Path.Combine(folder, "node_modules", ".installed");

    private static string LockFileHash(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
}
