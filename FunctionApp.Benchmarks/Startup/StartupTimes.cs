using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.Worker;

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
        var directory = Directory.CreateTempSubdirectory("bot-gateway-benchmark-");
        try
        {
            await LocalKeys.EnsureCreatedAsync(directory.FullName, _ => { }, stop);
            // Its own data directory: LocalHost's own Azurite locks the other one.
            var tables = Directory.CreateDirectory(Path.Combine(directory.FullName, "shared")).FullName;
            await using var azurite = await AzuriteProcess.StartAsync(tables, Console.Error.WriteLine, stop, inMemory: true);
            Dictionary<string, string?> shared = new() { ["Tables__ConnectionString"] = azurite.ConnectionString };
            string[] arguments = ["--port", "0", "--data", directory.FullName, "--plain"];
            var emptyWorker = new Subject("empty app of the official worker", cancel => WorkerStart.MeasureAsync(
                worker, NoSettings, "Hello", InvocationInput.Http("GET", "hello", null, ""), "200", cancel));
            var emptyWeb = new Subject("empty ASP.NET app", cancel => AskAsync(web, [], NoSettings, HttpStatusCode.OK, cancel));
            Subject[] subjects =
            [
                emptyWorker,
                new("FunctionApp, under the worker's gRPC", cancel => WorkerStart.MeasureAsync(
                    gateway, WorkerSettings(azurite.ConnectionString), "Dispatcher", InvocationInput.Http("POST", "lambda", "{}", "application/json"), "401", cancel))
                { Base = emptyWorker },
                emptyWeb,
                new("LocalHost, Azurite running", cancel => AskAsync(local, arguments, shared, HttpStatusCode.Unauthorized, cancel)) { Base = emptyWeb },
                new("LocalHost with its own Azurite", cancel => AskAsync(local, arguments, NoSettings, HttpStatusCode.Unauthorized, cancel)) { Base = emptyWeb },
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
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> AskAsync(
        string app, string[] arguments, Dictionary<string, string?> environment, HttpStatusCode expected, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        await using var process = new StartingProcess(app, arguments, environment);
        using var http = new HttpClient { BaseAddress = await process.Address.WaitAsync(stop) };
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri("/lambda", UriKind.Relative), content, stop);
        var time = watch.Elapsed;
        return answer.StatusCode == expected ? time : throw new StartupException($"{(int)answer.StatusCode} instead of {(int)expected}.");
    }

    // Those with which the app starts; the first request needs neither vault nor models.
    private static Dictionary<string, string?> WorkerSettings(string connection) => new()
    {
        ["KeyVault__Uri"] = LocalVault.Address.AbsoluteUri,
        ["Tables__ConnectionString"] = connection,
        ["AzureWebJobsStorage"] = connection,
        ["OpenAI__Provider"] = "azure",
        ["OpenAI__Endpoint"] = "https://127.0.0.1:1/",
        ["OpenAI__ApiKey"] = "none",
        ["OpenAI__BaseModels"] = "gpt-4.1-mini",
        ["Clients__0__Id"] = "default",
        ["Clients__0__Credentials"] = new string('0', 64),
        ["SchedulerSchedule"] = "0 0 0 1 1 *",
    };

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
