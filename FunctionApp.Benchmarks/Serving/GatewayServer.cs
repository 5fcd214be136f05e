using System.ClientModel.Primitives;
using System.Globalization;
using Azure.AI.OpenAI;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Security.KeyVault.Keys;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Vault;
using BotGateway.WorkerHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks.Serving;

/// <summary>The gateway in its own process, without timers and logs. It prints its address, then its totals for each input line, and ends with its standard input.</summary>
internal static class GatewayServer
{
    /// <summary>The first argument that selects this mode.</summary>
    public const string Argument = "gateway-server";

    // Azurite looks through a whole table for a query.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task<ServerProcess> StartAsync(
        string directory, string connection, string replay, CancellationToken stop, Action<IDictionary<string, string?>>? environment = null) =>
        ServerProcess.StartAsync([Argument, directory, connection, replay], stop, environment);

    public static async Task RunAsync(string[] arguments)
    {
        var tables = new TableFaults(records: false);
        var model = new CannedModel(tables);
        var options = new LocalOptions
        {
            DataDirectory = arguments[0],
            TablesConnectionString = arguments[1],
            RunsTimers = false,
            IsPlain = true,
            Settings = new Dictionary<string, string?>
            {
                ["Auth:Replay"] = arguments[2],
                ["Auth:RequestsPerSecond"] = "10000",
                ["Auth:RequestBurst"] = "100000",
                ["Logging:LogLevel:Default"] = "None",
                ["Logging:LogLevel:BotGateway"] = "None",
            },
        };
        await using var app = await LocalApp.StartAsync(options, services =>
        {
            services.AddSingleton(provider => new CachedVault(provider.GetRequiredService<LocalVault>(), options.DataDirectory));
            services.AddOptions<KeyClientOptions>().PostConfigure<CachedVault>(
                (client, vault) => client.Transport = new HttpClientTransport(new HttpClient(vault, disposeHandler: false)));
            services.PostConfigure<AzureOpenAIClientOptions>(client => client.Transport = new HttpClientPipelineTransport(new HttpClient(model)));
            tables.Under(services);
            services.PostConfigure<TableClientOptions>(client => client.Retry.NetworkTimeout = Patience);
        });
        Console.WriteLine(app.Address);
        var vault = app.Services.GetRequiredService<CachedVault>();
        while (await Console.In.ReadLineAsync() is not null)
        {
            double[] totals =
            [
                tables.Counts.Sum, model.StorageRequestsWhenAsked, vault.ProcessorTime.TotalMilliseconds, Environment.CpuUsage.TotalTime.TotalMilliseconds,
            ];
            Console.WriteLine(string.Join('\t', totals.Select(total => total.ToString("F3", CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>Requests its totals so far.</summary>
    public static async Task<Totals> CountAsync(ServerProcess gateway, CancellationToken stop)
    {
        var totals = (await gateway.AskAsync(stop)).Split('\t').Select(total => double.Parse(total, CultureInfo.InvariantCulture)).ToArray();
        return new Totals((int)totals[0], (int)totals[1], TimeSpan.FromMilliseconds(totals[2]), TimeSpan.FromMilliseconds(totals[3]));
    }

    /// <param name="Storage">Requests to the Table service.</param>
    /// <param name="StorageWhenAsked">The same, when the model was last asked.</param>
    /// <param name="Vault">Processor time of the vault's work, which is part of <paramref name="Processor"/>.</param>
    internal sealed record Totals(int Storage, int StorageWhenAsked, TimeSpan Vault, TimeSpan Processor);
}
