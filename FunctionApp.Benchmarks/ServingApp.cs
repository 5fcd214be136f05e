using System.Globalization;
using BotGateway.LocalHost;
using BotGateway.LocalHost.OpenAI;
using BotGateway.WorkerHost;
using BotGateway.WorkerHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks;

/// <summary>A LocalHost process, one of several that share Azurite. It prints its totals for each input line and ends with its standard input.</summary>
internal sealed class ServingApp : IAsyncDisposable
{
    /// <summary>The first argument that selects this mode.</summary>
    public const string Argument = "serving-app";

    private const string EveryMinute = "0 * * * * *";
    private const string OnceAYear = "0 0 0 1 1 *";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly AppProcess _process;

    private ServingApp(AppProcess process) => _process = process;

    /// <summary>Starts a process and waits until it listens.</summary>
    public static async Task<ServingApp> StartAsync(string directory, string connection, int clients, bool ticks, int modelSeconds, CancellationToken stop)
    {
        string[] arguments = [directory, connection, Text(clients), ticks ? EveryMinute : OnceAYear, Text(modelSeconds)];
        var app = new ServingApp(
            AppProcess.Start("dotnet", [typeof(ServingApp).Assembly.Location, Argument, .. arguments], limit: Timeout.InfiniteTimeSpan, cancellationToken: stop));
        await app.ReadAsync(stop);
        return app;
    }

    public static async Task RunAsync(string[] arguments)
    {
        var (tables, queues) = (new TableFaults(records: false), new TableFaults(records: false));
        var options = new LocalOptions
        {
            DataDirectory = arguments[0],
            TablesConnectionString = arguments[1],
            ModelDelay = TimeSpan.FromSeconds(int.Parse(arguments[4], CultureInfo.InvariantCulture)),
            IsPlain = true,
            Settings = BenchmarkClients.Settings(arguments[0], int.Parse(arguments[2], CultureInfo.InvariantCulture))
                .Append(new("SchedulerSchedule", arguments[3]))
                .Append(new("Logging:LogLevel:Default", "None"))
                .Append(new("Logging:LogLevel:BotGateway", "None"))
                .ToDictionary(),
        };
        await using var app = await LocalApp.StartAsync(options, services =>
        {
            tables.Under(services);
            queues.UnderQueues(services);
        });
        var models = app.Services.GetRequiredService<SimulatedOpenAI>();
        Console.WriteLine("0\t0\t0\t0");
        while (await Console.In.ReadLineAsync() is not null)
        {
            var taken = (long)Environment.CpuUsage.TotalTime.TotalMilliseconds;
            Console.WriteLine(string.Join('\t', tables.Counts.Sum, queues.Counts.Sum, models.Calls.Count(OpenAIRoute.Chat), taken));
        }
    }

    /// <summary>Requests its totals so far.</summary>
    public async Task<Work> CountAsync(CancellationToken stop)
    {
        await _process.WriteLineAsync();
        return await ReadAsync(stop);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<Work> ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            var line = await _process.ReadLineAsync(stop).WaitAsync(Patience, stop);
            if (line.Split('\t') is [var tables, var queues, var chats, var milliseconds])
                return new Work(Number(tables), Number(queues), Number(chats), TimeSpan.FromMilliseconds(Number(milliseconds)));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An app's totals since its start.</summary>
    /// <param name="Tables">Requests to the Table service.</param>
    /// <param name="Queues">Requests to the Queue service, including polls of an empty queue.</param>
    internal sealed record Work(int Tables, int Queues, int Chats, TimeSpan Processor)
    {
        public static Work operator +(Work a, Work b) => new(a.Tables + b.Tables, a.Queues + b.Queues, a.Chats + b.Chats, a.Processor + b.Processor);

        public static Work operator -(Work a, Work b) => new(a.Tables - b.Tables, a.Queues - b.Queues, a.Chats - b.Chats, a.Processor - b.Processor);
    }
}
