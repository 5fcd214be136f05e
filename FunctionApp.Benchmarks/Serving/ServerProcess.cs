using System.Diagnostics;
using BotGateway.LocalHost;

namespace BotGateway.Benchmarks.Serving;

/// <summary>A server in its own process, whose processor time is its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Waits until the process has printed its address.</summary>
    public static async Task<ServerProcess> StartAsync(Process process, CancellationToken stop)
    {
        var server = new ServerProcess(process);
        try
        {
            server.Address = new Uri(await server.ReadAsync(stop));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends an empty line.</summary>
    /// <returns>The line that it answers.</returns>
    public async Task<string> AskAsync(CancellationToken stop)
    {
        await _process.StandardInput.WriteLineAsync();
        return await ReadAsync(stop);
    }

    public ValueTask DisposeAsync() => ChildProcess.StopAsync(_process);

    private async Task<string> ReadAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        return await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new StartupException("A measured server has ended unexpectedly.");
    }
}
