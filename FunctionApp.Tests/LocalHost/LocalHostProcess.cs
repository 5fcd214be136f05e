using System.Diagnostics;
using BotGateway.LocalHost;

namespace BotGateway.Tests.LocalHost;

/// <summary>LocalHost as its users start it: a process of its own.</summary>
internal sealed class LocalHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // The first start installs Azurite.

    private readonly Process _process;
    private readonly CancellationTokenSource _limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private LocalHostProcess(Process process)
    {
        _process = process;
        _limit.CancelAfter(Limit);
    }

    public int Id => _process.Id;

    public static LocalHostProcess Start(IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalApp).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        environment?.Invoke(start.Environment);
        return new LocalHostProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null, string input = "")
    {
        await using var host = Start(arguments, environment);
        await host._process.StandardInput.WriteAsync(input);
        host._process.StandardInput.Close();
        var output = host._process.StandardOutput.ReadToEndAsync(host._limit.Token);
        var error = host._process.StandardError.ReadToEndAsync(host._limit.Token);
        return (await host.WaitForExitAsync(), await output, await error);
    }

    /// <summary>Reads what it prints up to its last line at the start.</summary>
    public async Task<IReadOnlyList<string>> WaitUntilReadyAsync()
    {
        var lines = new List<string>();
        while (lines.LastOrDefault()?.Contains("Ctrl-C", StringComparison.Ordinal) != true)
        {
            lines.Add(await _process.StandardOutput.ReadLineAsync(_limit.Token)
                ?? throw new InvalidOperationException(
                    $"LocalHost has ended: {await _process.StandardError.ReadToEndAsync(_limit.Token)}"));
        }

        return lines;
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(_limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public Task TerminateAsync() => ProcessSignal.SendAsync("TERM", Id, _limit.Token);

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _limit.Dispose();
    }
}
