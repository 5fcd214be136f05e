using Azure.Data.Tables;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks;

/// <summary>Instances of the gateway in processes of their own beside one Azurite, whose clients and routines the benchmark writes.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bot-gateway-benchmark-");
    private readonly List<ServingApp> _apps = [];
    private readonly int _clients;
    private AzuriteProcess? _azurite;
    private LocalApp? _writer;

    private Fleet(int clients) => _clients = clients;

    /// <summary>Writes what the instances find.</summary>
    public SampleRows Rows => new(_writer!.Services);

    /// <summary>How much processor time Azurite has taken so far.</summary>
    public TimeSpan AzuriteTime => _azurite!.ProcessorTime;

    /// <summary>Starts Azurite, and an app that does nothing but make keys and write rows.</summary>
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

    /// <summary>Starts an instance.</summary>
    /// <param name="ticks">Whether its timer runs.</param>
    /// <param name="modelSeconds">How long its models take, where the message does not say.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task AddAsync(bool ticks, int modelSeconds, CancellationToken stop) =>
        _apps.Add(await ServingApp.StartAsync(_directory.FullName, _azurite!.ConnectionString, _clients, ticks, modelSeconds, stop));

    /// <summary>What all instances have done so far.</summary>
    public async Task<ServingApp.Work> CountAsync(CancellationToken stop)
    {
        var all = new ServingApp.Work(0, 0, 0, TimeSpan.Zero);
        foreach (var app in _apps)
            all += await app.CountAsync(stop);
        return all;
    }

    /// <summary>Ends everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_apps.Select(app => app.DisposeAsync().AsTask()));
        if (_writer is not null)
            await _writer.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private async Task PrepareAsync(CancellationToken stop)
    {
        await BenchmarkClients.WriteKeyAsync(_directory.FullName, stop);
        _azurite = await AzuriteProcess.StartAsync(_directory.FullName, Console.Error.WriteLine, stop, inMemory: true);
        var settings = BenchmarkClients.Settings(_directory.FullName, _clients);
        settings["Logging:LogLevel:Default"] = "None";
        var options = new LocalOptions { DataDirectory = _directory.FullName, TablesConnectionString = _azurite.ConnectionString, RunsTimers = false, Settings = settings };
        _writer = await LocalApp.StartAsync(
            options, services => services.PostConfigure<TableClientOptions>(client => client.Retry.NetworkTimeout = TimeSpan.FromMinutes(1)), stop);
    }
}
