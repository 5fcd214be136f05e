using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;

namespace BotGateway.Benchmarks;

/// <summary>Measures the time from LocalHost's process start to its first responses, with everything installed, and the JIT's share of it.</summary>
internal static class StartupTimes
{
    private const string CheckCredentials = """{"event_name":"check_credentials"}""";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Alternates with an empty ASP.NET app.</summary>
    public static async Task MeasureAsync(int rounds, TextWriter output, CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("bot-gateway-benchmark-");
        try
        {
            // Creates the keys and, once per checkout, installs Azurite. Its tables serve the subjects that find them running.
            await using var tables = await LocalApp.StartAsync(
                new LocalOptions { DataDirectory = Path.Combine(directory.FullName, "tables"), RunsTimers = false, Report = Console.Error.WriteLine },
                cancellationToken: stop);
            var data = Path.Combine(directory.FullName, "data");
            await using (await LocalApp.StartAsync(new LocalOptions { DataDirectory = data, RunsTimers = false }, cancellationToken: stop))
            {
            }

            using var credentials = GatewayCredentials.Load(data);
            Subject[] subjects =
            [
                new("empty ASP.NET app", null),
                new("LocalHost, Azurite running", credentials, data, tables.TablesConnectionString!),
                new("LocalHost", credentials, data),
            ];
            // The first round warms the file caches and this process.
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var subject in subjects)
                {
                    var start = await StartAsync(subject, stop).WaitAsync(Limit, stop);
                    if (round > 0)
                        subject.Starts.Add(start);
                }
            }

            Write(subjects, output);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<Start> StartAsync(Subject subject, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        using var process = StartingApp.Start(subject.Arguments);
        try
        {
            await ReadAsync(process, stop);
            var runs = watch.Elapsed;
            var listening = await ReadAsync(process, stop);
            var listens = watch.Elapsed;

            using var http = new HttpClient { BaseAddress = new Uri(listening.What) };
            var (answers, letsIn) = (TimeSpan.Zero, TimeSpan.Zero);
            if (subject.Credentials is { } credentials)
            {
                answers = await AskAsync(() => PostAsync(http, "{}", stop), HttpStatusCode.Unauthorized);
                // Created before the measurement, so that the client's own work does not count.
                using var client = credentials.CreateClient(TimeProvider.System);
                var request = await client.CreateRequestAsync(CheckCredentials, stop);
                letsIn = await AskAsync(() => PostAsync(http, request, stop), HttpStatusCode.OK);
            }
            else
            {
                answers = await AskAsync(() => http.GetAsync("", stop), HttpStatusCode.OK);
            }

            await process.StandardInput.WriteLineAsync();
            var jit = await ReadAsync(process, stop);
            return new Start(runs, listens - runs, answers, letsIn, jit.Methods, jit.Milliseconds);
        }
        finally
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(stop);
        }
    }

    private static async Task<(string What, int Methods, int Milliseconds)> ReadAsync(Process process, CancellationToken stop)
    {
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            // Skips an ASP.NET app's other output.
            if (line.Split('\t') is [var what, var methods, var milliseconds])
                return (what, int.Parse(methods, CultureInfo.InvariantCulture), int.Parse(milliseconds, CultureInfo.InvariantCulture));
        }

        throw new StartupException("A measured process has ended unexpectedly.");
    }

    private static async Task<TimeSpan> AskAsync(Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await ask();
        var time = Stopwatch.GetElapsedTime(start);
        return answer.StatusCode == expected ? time : throw new StartupException($"{(int)answer.StatusCode} instead of {(int)expected}.");
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string request, CancellationToken stop)
    {
        using var content = new StringContent(request, new MediaTypeHeaderValue("application/json"));
        return await http.PostAsync("lambda", content, stop);
    }

    private static void Write(Subject[] subjects, TextWriter output)
    {
        output.WriteLine($"{"milliseconds (median of " + subjects[0].Starts.Count + ")",-34}{string.Concat(subjects.Select(subject => $"{subject.Name,26}"))}");
        Line("process start to Main", start => start.Runs.TotalMilliseconds);
        Line("to listening", start => start.Listens.TotalMilliseconds);
        Line("first response (401; empty app: 200)", start => start.Answers.TotalMilliseconds);
        Line("process start to first response", start => start.ToFirstAnswer.TotalMilliseconds);
        Line("then the first authenticated request", start => start.Authenticates.TotalMilliseconds);
        Line("compiling (JIT), of all that", start => start.JitMilliseconds);
        Line("methods compiled", start => start.JitMethods);
        var empty = subjects[0].Median(start => start.ToFirstAnswer.TotalMilliseconds);
        output.WriteLine($"{"first response, ratio",-34}{string.Concat(subjects.Select(subject =>
            string.Create(CultureInfo.InvariantCulture, $"{subject.Median(start => start.ToFirstAnswer.TotalMilliseconds) / empty,26:F2}")))}");

        void Line(string name, Func<Start, double> of) => output.WriteLine($"{name,-34}{string.Concat(subjects.Select(subject =>
            string.Create(CultureInfo.InvariantCulture, $"{subject.Median(of),26:N0}")))}");
    }

    private sealed record Start(TimeSpan Runs, TimeSpan Listens, TimeSpan Answers, TimeSpan Authenticates, int JitMethods, int JitMilliseconds)
    {
        public TimeSpan ToFirstAnswer => Runs + Listens + Answers;
    }

    private sealed record Subject(string Name, GatewayCredentials? Credentials, params string[] Arguments)
    {
        public List<Start> Starts { get; } = [];

        public double Median(Func<Start, double> of) => Starts.Select(of).Order().ElementAt(Starts.Count / 2);
    }
}
