using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost;
using BotGateway.Tests.Worker;

namespace BotGateway.Benchmarks.Startup;

/// <summary>Starts a worker as the Functions host does, over gRPC, until it has answered its first invocation.</summary>
internal static class WorkerStart
{
    /// <param name="status">The HTTP status of the answer.</param>
    public static async Task<TimeSpan> MeasureAsync(
        string app, IReadOnlyDictionary<string, string?> settings, string function, JsonObject input, string status, CancellationToken stop)
    {
        await using var host = await WorkerHost.StartAsync(stop);
        var folder = Path.GetDirectoryName(app)!;
        var environment = new Dictionary<string, string?>(settings) { ["FUNCTIONS_APPLICATION_DIRECTORY"] = folder, ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated" };
        var watch = Stopwatch.StartNew();
        await using var process = new StartingProcess(app, WorkerHandshake.Arguments(host.Address), environment);
        var functions = await WorkerHandshake.RunAsync(host, folder, ReceiveAsync);
        var id = functions.Single(each => each.GetProperty("name").GetString() == function).GetProperty("functionId").GetString()!;
        WorkerHandshake.Invoke(host, "first", id, input);
        var response = await ReceiveAsync("invocationResponse");
        var time = watch.Elapsed;
        WorkerHandshake.RequireSuccess(response);
        var answered = response.GetProperty("returnValue").GetProperty("http").GetProperty("statusCode").GetString();
        return answered == status ? time : throw new StartupException($"{answered} instead of {status}.");

        async Task<JsonElement> ReceiveAsync(string kind)
        {
            while (true)
            {
                var message = await host.Received.ReadAsync(stop);
                if (message.TryGetProperty(kind, out var content))
                    return content;
            }
        }
    }
}
