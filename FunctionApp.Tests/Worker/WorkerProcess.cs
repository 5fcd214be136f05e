using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BotGateway.Tests.Worker;

/// <summary>The app as the Functions host starts it: a process of its own, with the arguments that the host gives, and app settings as environment variables.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private WorkerProcess(Process process)
    {
        _process = process;
        _limit.CancelAfter(Limit);
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>FunctionApp as the build of this solution made it; the copy beside the tests lacks what ASP.NET brings along.</summary>
    public static string BuiltApp
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(output.Parent!.Parent!.FullName, "FunctionApp", output.Name, "FunctionApp.dll");
        }
    }

    /// <summary>All that it has printed.</summary>
    public string Printed
    {
        get
        {
            lock (_printed)
                return _printed.ToString();
        }
    }

    /// <summary>Fires when the process takes too long for the test.</summary>
    public CancellationToken Cancellation => _limit.Token;

    public static WorkerProcess Start(string app, Uri host, IReadOnlyDictionary<string, string?> settings)
    {
        string[] arguments =
        [
            app,
            "--host", host.Host, "--port", host.Port.ToString(CultureInfo.InvariantCulture),
            "--workerId", WorkerSession.WorkerId, "--requestId", "start", "--grpcMaxMessageLength", "2147483647",
            "--functions-uri", host.ToString(), "--functions-worker-id", WorkerSession.WorkerId, "--functions-request-id", "start",
            "--functions-grpc-max-message-length", "2147483647",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(app),
        };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.WorkingDirectory;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Runs one that cannot start, to its end.</summary>
    /// <param name="settings">Its settings; null takes one away.</param>
    /// <returns>Its exit code, and what it says is wrong, a line each.</returns>
    public static async Task<(int ExitCode, string[] Faults)> RunAsync(IReadOnlyDictionary<string, string?> settings, string? app = null)
    {
        const string Prefix = "error: ";
        await using var process = Start(app ?? BuiltApp, new Uri("http://127.0.0.1:1"), settings);
        var exitCode = await process.WaitForExitAsync();
        var lines = process.Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(lines, line => Assert.StartsWith(Prefix, line, StringComparison.Ordinal));
        return (exitCode, [.. lines.Select(line => line[Prefix.Length..])]);
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(_limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]);
        await kill.WaitForExitAsync(_limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _limit.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_printed)
            _printed.AppendLine(line);
    }
}
