using BotGateway.LocalHost;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks;

/// <summary>A gateway in this process with a temporary data directory.</summary>
internal static class TemporaryApp
{
    /// <summary>Runs an action against it, with timers and log disabled.</summary>
    public static async Task RunAsync(
        Func<LocalApp, string, Task> measure, CancellationToken stop, bool isPlain = true, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        using var directory = new TemporaryDirectory();
        await using var app = await LocalApp.StartAsync(
            new LocalOptions
            {
                DataDirectory = directory.Path,
                RunsTimers = false,
                IsPlain = isPlain,
                Settings = new Dictionary<string, string?>(settings) { ["Logging:LogLevel:Default"] = "None" },
            },
            cancellationToken: stop);
        await measure(app, directory.Path);
    }
}
