using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Serving;

/// <summary>A server in its own process, whose processor time is its own. It prints its address, and then a line for each input line.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly AppProcess _process;

    private ServerProcess(AppProcess process) => _process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <summary>Runs this program in another process.</summary>
    /// <param name="arguments">The first of them selects the server.</param>
    public static Task<ServerProcess> StartAsync(IEnumerable<string> arguments, CancellationToken stop, Action<IDictionary<string, string?>>? environment = null) =>
        StartAsync(AppProcess.Start("dotnet", [typeof(ServerProcess).Assembly.Location, .. arguments], environment, limit: Timeout.InfiniteTimeSpan, cancellationToken: stop), stop);

    /// <summary>The environment of a server that gets few requests at a time: its threads would spin between the steps of each, and that is no work.</summary>
    public static void WithoutSpinning(IDictionary<string, string?> environment) => environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";

    /// <summary>Waits until the process has printed its address.</summary>
    public static async Task<ServerProcess> StartAsync(AppProcess process, CancellationToken stop)
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
        await _process.WriteLineAsync();
        return await ReadAsync(stop);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task<string> ReadAsync(CancellationToken stop) => _process.ReadLineAsync(stop).WaitAsync(Patience, stop);
}
