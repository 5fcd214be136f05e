using System.ComponentModel;
using System.Diagnostics;

namespace BotGateway.LocalHost.Azurite;

/// <summary>Starts Node.js on one of the scripts beside package.json, which end when their standard input closes.</summary>
internal static class NodeProcess
{
    // ENOENT on Unix and ERROR_FILE_NOT_FOUND on Windows are both 2.
    private const int FileNotFound = 2;

    /// <summary>Starts a script with all three streams redirected.</summary>
    /// <param name="folder">The script's folder.</param>
    /// <param name="script">The script's file name.</param>
    /// <param name="arguments">What the script gets.</param>
    /// <param name="environment">Environment variables that it gets beside this process's own.</param>
    /// <returns>The running process.</returns>
    /// <exception cref="StartupException">There is no Node.js on the PATH.</exception>
    public static Process Start(string folder, string script, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == FileNotFound)
        {
            throw new StartupException(
                "Node.js is not on the PATH, and the local storage service (Azurite) needs it: install Node 20, "
                + "or set Tables__ConnectionString to another storage service.",
                missing);
        }
    }
}
