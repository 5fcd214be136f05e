using System.Diagnostics;
using System.Globalization;

namespace BotGateway.Tests.LocalHost;

/// <summary>A .NET app in a process of its own.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // LocalHost's first start installs Azurite.

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _error = [];
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private AppProcess(Process process)
    {
        _process = process;
        _limit.CancelAfter(Limit);
        process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Fires when the process takes too long for the test.</summary>
    public CancellationToken Cancellation => _limit.Token;

    public string Output => Text(_output);

    public string Error => Text(_error);

    public static AppProcess Start(
        string app, IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo("dotnet", [app, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // A process of seconds has no use for code that is optimized twice.
        environment?.Invoke(start.Environment);
        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>Gives it all of its input.</summary>
    public async Task WriteAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
    }

    /// <summary>Waits until it has printed a line with this text.</summary>
    /// <returns>All lines up to it.</returns>
    public async Task<IReadOnlyList<string>> WaitForLineAsync(string text)
    {
        while (true)
        {
            // Before the look, so that what it prints last is seen.
            var hasExited = _process.HasExited;
            lock (_output)
            {
                if (_output.FindIndex(line => line.Contains(text, StringComparison.Ordinal)) is >= 0 and var last)
                    return _output[..(last + 1)];
            }

            if (hasExited)
            {
                await WaitForExitAsync();
                throw new InvalidOperationException($"The app has ended: {Error}");
            }

            await Task.Delay(20, _limit.Token);
        }
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(_limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public Task TerminateAsync() => SignalAsync("TERM", Id, _limit.Token);

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends a signal that .NET itself does not send.</summary>
    /// <param name="name">As <c>kill</c> takes it, such as <c>TERM</c>.</param>
    public static async Task SignalAsync(string name, int id, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {id}")]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _limit.Dispose();
    }

    private static string Text(List<string> lines)
    {
        lock (lines)
            return string.Concat(lines.Select(line => $"{line}\n"));
    }

    private static void Add(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
    }
}
