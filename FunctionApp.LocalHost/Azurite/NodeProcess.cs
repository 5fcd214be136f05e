using System.ComponentModel;
using System.Diagnostics;

namespace BotGateway.LocalHost.Azurite;

/// <summary>Runs one of the scripts next to package.json in Node.js. They end when their standard input closes.</summary>
internal static class NodeProcess
{
    // ENOENT on Unix and ERROR_FILE_NOT_FOUND on Windows are both 2.
    private const int FileNotFound = 2;

    /// <exception cref="StartupException">Node.js is not on the PATH.</exception>
    public static Process Start(string folder, string script, string[] arguments, Dictionary<string, string> environment) =>
        Start([Path.Combine(folder, script), .. arguments], environment);

    /// <inheritdoc cref="Start(string, string, string[], Dictionary{string, string})"/>
    public static Process Start(string[] arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == FileNotFound)
        {
            throw new StartupException(
                "Node.js is not on the PATH, but the local storage service (Azurite) needs it: install Node 20, "
                + "or set Tables__ConnectionString to another storage service.",
                missing);
        }
    }
}
