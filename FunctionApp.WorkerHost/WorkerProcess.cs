namespace BotGateway.WorkerHost;

/// <summary>The app as the Functions host starts it: with the arguments that the host gives, and app settings as environment variables.</summary>
internal static class WorkerProcess
{
    /// <param name="settings">Its settings; null takes one away.</param>
    public static AppProcess Start(string app, Uri host, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(app)!;
        return AppProcess.Start(
            "dotnet",
            [app, .. Handshake.Arguments(host)],
            environment =>
            {
                environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
                environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
                foreach (var (name, value) in settings)
                    environment[name] = value;
            },
            folder,
            cancellationToken: cancellationToken);
    }

    /// <summary>Runs one that cannot start, to its end.</summary>
    /// <returns>Its exit code, and what it says is wrong, a line each.</returns>
    public static async Task<(int ExitCode, string[] Faults)> RunAsync(string app, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        const string Prefix = "error: ";
        await using var process = Start(app, new Uri("http://127.0.0.1:1"), settings, cancellationToken);
        var exitCode = await process.WaitForExitAsync();
        var lines = $"{process.Output}{process.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.FirstOrDefault(line => !line.StartsWith(Prefix, StringComparison.Ordinal)) is { } other)
            throw new InvalidOperationException($"A line is no error: {other}");
        return (exitCode, [.. lines.Select(line => line[Prefix.Length..])]);
    }
}
