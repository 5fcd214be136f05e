using System.Diagnostics;
using Azure.Data.Tables;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Hosting;
using BotGateway.LocalHost.OpenAI;
using BotGateway.WorkerHost;
using BotGateway.WorkerHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks;

/// <summary>A gateway with its own Table service and simulated model service, whose timer runs on request only.</summary>
internal sealed class Scenario(LocalApp app, string dataDirectory, TableFaults requests)
{
    // Azurite has one thread and scans the whole table for each query; the app's limit of 10 s is meant for the real service.
    private static readonly TimeSpan AzuritePatience = TimeSpan.FromMinutes(2);

    public static async Task<Measurement> MeasureAsync(Workload workload, int ticks, Action<string> report, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory();
        await using var azurite = await AzuriteProcess.StartAsync(directory.Path, report, cancellationToken, inMemory: true);
        var requests = new TableFaults(records: false);
        var options = new LocalOptions { DataDirectory = directory.Path, TablesConnectionString = azurite.ConnectionString, RunsTimers = false };
        await using var app = await LocalApp.StartAsync(options, services => Observe(services, requests), cancellationToken);
        return await new Scenario(app, directory.Path, requests).MeasureTicksAsync(workload, ticks, report, cancellationToken);
    }

    private static void Observe(IServiceCollection services, TableFaults requests)
    {
        requests.Under(services);
        services.PostConfigure<TableClientOptions>(options => options.Retry.NetworkTimeout = AzuritePatience);
    }

    private async Task<Measurement> MeasureTicksAsync(Workload workload, int ticks, Action<string> report, CancellationToken cancellationToken)
    {
        var tables = app.Services.GetRequiredService<TableServiceClient>();
        // Otherwise the clients of the first tick create the table concurrently, with a varying number of requests.
        await tables.CreateTableIfNotExistsAsync("slots", cancellationToken);
        await new IdleRows(tables, DateTimeOffset.UtcNow, report).WriteAsync(workload.Idle, cancellationToken);
        var due = new DueRows(app.Services, dataDirectory);
        var (busy, quiet) = (new List<MeasuredTick>(), new List<MeasuredTick>());
        for (var tick = 1; tick <= ticks; tick++)
        {
            await due.WriteAsync(workload, cancellationToken);
            busy.Add(await RunTickAsync());
            cancellationToken.ThrowIfCancellationRequested();
            quiet.Add(await RunTickAsync());
            cancellationToken.ThrowIfCancellationRequested();
            report($"  tick {tick}: {busy[^1].Time.TotalSeconds:F1} s, then one with nothing due: {quiet[^1].Time.TotalSeconds:F1} s");
        }

        return new Measurement(workload, busy, quiet);
    }

    private async Task<MeasuredTick> RunTickAsync()
    {
        var before = Counted();
        var watch = Stopwatch.StartNew();
        if (!await app.Services.GetRequiredService<FunctionTimers>().Find("Scheduler")!.TryRunAsync())
            throw new InvalidOperationException("The tick failed.");
        var queue = app.Services.GetRequiredService<FunctionQueues>().All[0];
        while (await queue.TryReceiveAsync(CancellationToken.None) is { Count: > 0 } messages)
        {
            var failures = await Task.WhenAll(messages.Select(message => queue.HandleAsync(message, CancellationToken.None)));
            if (failures.FirstOrDefault(failure => failure is not null) is { } failure)
                throw new InvalidOperationException("A message failed.", failure);
        }

        return new MeasuredTick(Counted() - before, watch.Elapsed);
    }

    private TickCost Counted()
    {
        var calls = app.Services.GetRequiredService<SimulatedOpenAI>().Calls;
        return new TickCost(requests.Counts, calls.Count(OpenAIRoute.Chat), calls.Count(OpenAIRoute.Job));
    }
}
