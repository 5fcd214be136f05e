using System.Diagnostics;

namespace BotGateway.Benchmarks.Startup;

/// <summary>A published app whose start is measured; it is killed afterwards.</summary>
internal sealed class StartingProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StartingProcess(string app, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo("dotnet", [app, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(app),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Look(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The first address that it prints.</summary>
    public Task<Uri> Address => _address.Task;

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Look(string? line)
    {
        var start = line?.IndexOf("http://", StringComparison.Ordinal) ?? -1;
        if (start >= 0)
            _address.TrySetResult(new Uri(line![start..].Split(' ')[0]));
    }
}
