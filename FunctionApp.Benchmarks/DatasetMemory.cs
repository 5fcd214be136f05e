using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BotGateway.Client;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;

namespace BotGateway.Benchmarks;

/// <summary>Measures the memory used by training data in parts, while the parts arrive and while they are streamed to the model service.</summary>
internal static class DatasetMemory
{
    private const int PartBytes = 8_000_000;

    private static readonly string Example = JsonSerializer.Serialize(new
    {
        messages = new[] { new { role = "user", content = new string('p', 400) }, new { role = "assistant", content = new string('r', 400) } },
    });

    public static async Task MeasureAsync(int count, TextWriter output, CancellationToken stop)
    {
        await TemporaryApp.RunAsync(
            async (app, data) =>
            {
                using var http = new HttpClient { BaseAddress = app.Address };
                using var credentials = GatewayCredentials.Load(data);
                using var client = credentials.CreateClient(TimeProvider.System);

                string? dataset = null;
                await MeasureAsync($"{count} parts of {Megabytes(PartBytes)} MB, one after the other", output, async () =>
                {
                    var examples = $"[{string.Join(',', Enumerable.Repeat(Example, PartBytes / Example.Length))}]";
                    for (var part = 1; part <= count; part++)
                    {
                        var id = dataset is null ? "" : $"\"dataset_id\":\"{dataset}\",";
                        var answer = await CallAsync(client, http, $$"""{"event_name":"add_examples",{{id}}"part":{{part}},"jsonl":{{examples}}}""", stop);
                        dataset = answer.GetProperty("dataset_id").GetString();
                    }
                });
                await MeasureAsync($"train on them, {Megabytes((long)count * PartBytes)} MB", output, () =>
                    CallAsync(client, http, $$"""{"event_name":"train","dataset_id":"{{dataset}}"}""", stop));
            },
            stop,
            isPlain: false);
    }

    private static async Task<JsonElement> CallAsync(BotGatewayClient client, HttpClient http, string body, CancellationToken stop)
    {
        var answer = await client.SendAsync(http, body, stop);
        return answer.Status == 200 ? JsonElement.Parse(answer.Body) : throw new StartupException(answer.Body);
    }

    private static async Task MeasureAsync(string what, TextWriter output, Func<Task> work)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        var (before, most, started) = (process.WorkingSet64, 0L, Stopwatch.GetTimestamp());
        var working = Task.Run(work);
        while (!working.IsCompleted)
        {
            await Task.WhenAny(working, Task.Delay(20));
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        }

        await working;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {Megabytes(most - before)} MB more than the {Megabytes(before)} MB before, at the most; {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
    }

    private static long Megabytes(long bytes) => bytes / 1_000_000;
}
