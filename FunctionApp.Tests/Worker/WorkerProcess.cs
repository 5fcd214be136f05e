using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Worker;

/// <summary>The app as the Functions host starts it: with the arguments that the host gives, and app settings as environment variables.</summary>
internal static class WorkerProcess
{
    /// <summary>FunctionApp as the build of this solution made it; the copy beside the tests lacks what ASP.NET brings along.</summary>
    public static string BuiltApp
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(output.Parent!.Parent!.FullName, "FunctionApp", output.Name, "FunctionApp.dll");
        }
    }

    public static AppProcess Start(string app, Uri host, IReadOnlyDictionary<string, string?> settings)
    {
        var folder = Path.GetDirectoryName(app)!;
        return AppProcess.Start(
            app,
            WorkerHandshake.Arguments(host),
            environment =>
            {
                environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
                foreach (var (name, value) in settings)
                    environment[name] = value;
            },
            folder);
    }

    /// <summary>Runs one that cannot start, to its end.</summary>
    /// <param name="settings">Its settings; null takes one away.</param>
    /// <returns>Its exit code, and what it says is wrong, a line each.</returns>
    public static async Task<(int ExitCode, string[] Faults)> RunAsync(IReadOnlyDictionary<string, string?> settings, string? app = null)
    {
        const string Prefix = "error: ";
        await using var process = Start(app ?? BuiltApp, new Uri("http://127.0.0.1:1"), settings);
        var exitCode = await process.WaitForExitAsync();
        var lines = $"{process.Output}{process.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(lines, line => Assert.StartsWith(Prefix, line, StringComparison.Ordinal));
        return (exitCode, [.. lines.Select(line => line[Prefix.Length..])]);
    }
}
