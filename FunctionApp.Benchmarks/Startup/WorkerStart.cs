using System.Diagnostics;
using BotGateway.LocalHost;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Startup;

/// <summary>Starts a worker as the Functions host does, over gRPC, until it has answered its first invocation.</summary>
internal static class WorkerStart
{
    /// <param name="status">The HTTP status of the answer.</param>
    public static async Task<TimeSpan> MeasureAsync(
        string app, IReadOnlyDictionary<string, string?> settings, string function, string method, string path, string? body, int status, CancellationToken stop)
    {
        await using var worker = await WorkerSession.StartAsync(app, settings, stop);
        var answer = await worker.CallAsync(function, method, path, body);
        var time = Stopwatch.GetElapsedTime(worker.Process.Started);
        return answer.Status == status ? time : throw new StartupException($"{answer.Status} instead of {status}.");
    }
}
