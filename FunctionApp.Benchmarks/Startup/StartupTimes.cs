using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Vault;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Startup;

/// <summary>
/// Measures the time from process start to the first answer: FunctionApp and an empty app of the official worker, both under gRPC, and LocalHost and an empty
/// ASP.NET app. All are published (ReadyToRun).
/// </summary>
internal static class StartupTimes
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, string?> NoSettings = [];

    public static async Task<string> MeasureAsync(int rounds, CancellationToken stop)
    {
        var worker = await Publishing.PublishAsync("bench/empty-worker", "EmptyWorker", stop);
        var gateway = await Publishing.PublishAsync("FunctionApp", "FunctionApp", stop);
        var web = await Publishing.PublishAsync("bench/empty-web", "EmptyWeb", stop);
        var local = await Publishing.PublishAsync("FunctionApp.LocalHost", "FunctionApp.LocalHost", stop);
        using var directory = new TemporaryDirectory();
        await LocalKeys.EnsureCreatedAsync(directory.Path, _ => { }, stop);
        // Its own data directory: LocalHost's own Azurite locks the other one.
        var tables = Directory.CreateDirectory(Path.Combine(directory.Path, "shared")).FullName;
        await using var azurite = await AzuriteProcess.StartAsync(tables, Console.Error.WriteLine, stop, inMemory: true);
        // As on Azure: no connection strings. The first request needs neither storage nor vault nor models, and nothing is to be asked of them meanwhile.
        Dictionary<string, string?> settings = new(WorkerSettings.Of(azurite.ConnectionString))
        {
            ["Tables__ConnectionString"] = null,
            ["Tables__Endpoint"] = "https://127.0.0.1:1/",
            ["AzureWebJobsStorage"] = null,
            ["AzureWebJobsStorage__accountName"] = "account",
            ["OpenAI__Endpoint"] = "https://127.0.0.1:1/",
            ["SchedulerSchedule"] = "0 0 0 1 1 *",
        };
        string[] arguments = ["--port", "0", "--data", directory.Path, "--plain"];
        var emptyWorker = new Subject("empty app of the official worker", cancel => WorkerStart.MeasureAsync(
            worker, NoSettings, "Hello", "GET", "hello", body: null, 200, cancel));
        var emptyWeb = new Subject("empty ASP.NET app", cancel => AskAsync(web, [], null, HttpStatusCode.OK, cancel));
        Subject[] subjects =
        [
            emptyWorker,
            new("FunctionApp, under the worker's gRPC", cancel => WorkerStart.MeasureAsync(
                gateway, settings, "Dispatcher", "POST", "lambda", "{}", 401, cancel))
            { Base = emptyWorker },
            emptyWeb,
            new("LocalHost, Azurite running", cancel => AskAsync(local, arguments, variables => variables["Tables__ConnectionString"] = azurite.ConnectionString, HttpStatusCode.Unauthorized, cancel)) { Base = emptyWeb },
            new("LocalHost with its own Azurite", cancel => AskAsync(local, arguments, null, HttpStatusCode.Unauthorized, cancel)) { Base = emptyWeb },
        ];
        // The first round warms the file caches and this process.
        for (var round = 0; round <= rounds; round++)
        {
            Console.Error.WriteLine($"startup: round {round} of {rounds}");
            foreach (var subject in subjects)
            {
                var time = await subject.MeasureAsync(stop).WaitAsync(Limit, stop);
                if (round > 0)
                    subject.Times.Add(time.TotalMilliseconds);
            }
        }

        return TableOf(subjects, rounds);
    }

    private static async Task<TimeSpan> AskAsync(
        string app, string[] arguments, Action<IDictionary<string, string?>>? environment, HttpStatusCode expected, CancellationToken stop)
    {
        await using var process = AppProcess.Start("dotnet", [app, .. arguments], environment, Path.GetDirectoryName(app), cancellationToken: stop);
        using var http = new HttpClient { BaseAddress = await process.WaitForAddressAsync() };
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri("/lambda", UriKind.Relative), content, stop);
        var time = Stopwatch.GetElapsedTime(process.Started);
        return answer.StatusCode == expected ? time : throw new StartupException($"{(int)answer.StatusCode} instead of {(int)expected}.");
    }

    private static string TableOf(IEnumerable<Subject> subjects, int rounds)
    {
        var table = new MarkdownTable(
            $"From process start to the first answer (401 to an empty request; the empty apps: 200), medians of {rounds} interleaved starts (lowest to highest):",
            "", "ms", "× the empty app");
        foreach (var subject in subjects)
        {
            var ratio = subject.Base is { } empty ? $"{Spread.Of(subject.Times.Zip(empty.Times, (own, others) => own / others)):N2}" : "";
            table.Add(subject.Name, $"{Spread.Of(subject.Times):N0}", ratio);
        }

        return table.ToString();
    }

    private sealed record Subject(string Name, Func<CancellationToken, Task<TimeSpan>> MeasureAsync)
    {
        public Subject? Base { get; init; }

        public List<double> Times { get; } = [];
    }
}
