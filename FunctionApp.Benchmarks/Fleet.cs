using Azure.Data.Tables;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.WorkerHost;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks;

/// <summary>Several processes of the gateway with one Azurite; the benchmark writes their clients and routines.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<ServingApp> _apps = [];
    private readonly int _clients;
    private AzuriteProcess? _azurite;
    private LocalApp? _writer;

    private Fleet(int clients) => _clients = clients;

    /// <summary>Writes rows for the instances.</summary>
    public SampleRows Rows => new(_writer!.Services);

    /// <summary>Azurite's processor time so far.</summary>
    public TimeSpan AzuriteTime => _azurite!.ProcessorTime;

    /// <summary>Starts Azurite, and an app that only creates keys and writes rows.</summary>
    public static async Task<Fleet> StartAsync(int clients, CancellationToken stop)
    {
        var fleet = new Fleet(clients);
        try
        {
            await fleet.PrepareAsync(stop);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async Task AddAsync(bool ticks, int modelSeconds, CancellationToken stop) =>
        _apps.Add(await ServingApp.StartAsync(_directory.Path, _azurite!.ConnectionString, _clients, ticks, modelSeconds, stop));

    /// <summary>The totals of all instances so far.</summary>
    public async Task<ServingApp.Work> CountAsync(CancellationToken stop)
    {
        var all = new ServingApp.Work(0, 0, 0, TimeSpan.Zero);
        foreach (var app in _apps)
            all += await app.CountAsync(stop);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_apps.Select(app => app.DisposeAsync().AsTask()));
        if (_writer is not null)
            await _writer.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _directory.Dispose();
    }

    private async Task PrepareAsync(CancellationToken stop)
    {
        await BenchmarkClients.WriteKeyAsync(_directory.Path, stop);
        _azurite = await AzuriteProcess.StartAsync(_directory.Path, Console.Error.WriteLine, stop, inMemory: true);
        var settings = BenchmarkClients.Settings(_directory.Path, _clients);
        settings["Logging:LogLevel:Default"] = "None";
        var options = new LocalOptions { DataDirectory = _directory.Path, TablesConnectionString = _azurite.ConnectionString, RunsTimers = false, Settings = settings };
        _writer = await LocalApp.StartAsync(
            options, services => services.PostConfigure<TableClientOptions>(client => client.Retry.NetworkTimeout = TimeSpan.FromMinutes(1)), stop);
    }
}
