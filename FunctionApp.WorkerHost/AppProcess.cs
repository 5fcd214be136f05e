using System.Diagnostics;
using System.Text;

namespace BotGateway.WorkerHost;

/// <summary>A program in a process of its own, and what it has printed.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    /// <summary>LocalHost's first start installs Azurite.</summary>
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _error = [];
    private readonly CancellationTokenSource _limit;
    private TaskCompletionSource _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;
    private int _read;

    private AppProcess(Process process, long started, TimeSpan limit, CancellationToken cancellationToken)
    {
        (_process, Started) = (process, started);
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _limit.CancelAfter(limit);
        process.OutputDataReceived += (_, line) => AddOutput(line.Data);
        process.ErrorDataReceived += (_, line) => AddError(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>The timestamp of <see cref="Stopwatch"/> right before its start.</summary>
    public long Started { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Fires when the process has run for longer than it may.</summary>
    public CancellationToken Cancellation => _limit.Token;

    public string Output => Text(_output);

    public string Error => Text(_error);

    /// <param name="limit">How long it may run; 3 minutes if null.</param>
    public static AppProcess Start(
        string program,
        IEnumerable<string> arguments,
        Action<IDictionary<string, string?>>? environment = null,
        string? directory = null,
        TimeSpan? limit = null,
        CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        return new AppProcess(StartProcess(program, arguments, environment, directory), started, limit ?? UsualLimit, cancellationToken);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        Action<IDictionary<string, string?>>? environment = null,
        string? directory = null,
        string input = "",
        CancellationToken cancellationToken = default)
    {
        using var process = StartProcess(program, arguments, environment, directory);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new ProcessResult(process.ExitCode, await output, await error);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Sends a line of input.</summary>
    public Task WriteLineAsync(string line = "") => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The first of the lines that it has printed and this method has not returned before.</summary>
    public Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        WaitForAsync(lines => lines.Count > _read ? lines[_read++] : null, cancellationToken);

    /// <summary>Waits until it has printed a line with this text.</summary>
    /// <returns>All lines up to it.</returns>
    public Task<List<string>> WaitForLineAsync(string text) => WaitForAsync(
        lines => lines.FindIndex(line => line.Contains(text, StringComparison.Ordinal)) is >= 0 and var last ? lines[..(last + 1)] : null, Cancellation);

    /// <summary>Scheme, host and port of the first address that it prints.</summary>
    public async Task<Uri> WaitForAddressAsync()
    {
        var line = (await WaitForLineAsync("http://"))[^1];
        var address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0]);
        return new Uri(address.GetLeftPart(UriPartial.Authority));
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(Cancellation);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM.</summary>
    public Task TerminateAsync() => OtherProcess.SignalAsync("TERM", Id, Cancellation);

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

    private static Process StartProcess(
        string program, IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment, string? directory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = directory,
        };
        environment?.Invoke(start.Environment);
        return Process.Start(start)!;
    }

    private async Task<T> WaitForAsync<T>(Func<List<string>, T?> look, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            Task printed;
            lock (_output)
            {
                if (look(_output) is { } found)
                    return found;
                if (_hasEnded)
                    break;
                printed = _printed.Task;
            }

            await printed.WaitAsync(cancellationToken);
        }

        await WaitForExitAsync();
        throw new InvalidOperationException($"The app has ended: {Error}");
    }

    // Null is the end of what it prints.
    private void AddOutput(string? line)
    {
        lock (_output)
        {
            if (line is null)
                _hasEnded = true;
            else
                _output.Add(line);
            _printed.TrySetResult();
            if (!_hasEnded)
                _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void AddError(string? line)
    {
        if (line is null)
            return;
        lock (_error)
            _error.Add(line);
    }

    private static string Text(List<string> lines)
    {
        lock (lines)
            return string.Concat(lines.Select(line => $"{line}\n"));
    }
}
