using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BotGateway.Client;
using BotGateway.LocalHost.Client;

namespace BotGateway.Benchmarks;

/// <summary>Measures the cost of bodies designed to be expensive, from unauthenticated senders and from a client, and how long slow connections last.</summary>
internal static class HostileBodies
{
    private const int Bytes = 52_000_000; // Just below the largest value of Requests__MaxBytes.
    private const int SlowConnections = 300;
    private const int SlowBytesPerSecond = 330;

    private static readonly Uri Entry = new("lambda", UriKind.Relative);

    public static async Task MeasureAsync(int count, TextWriter output, CancellationToken stop)
    {
        await TemporaryApp.RunAsync(
            async (app, data) =>
            {
                using var credentials = GatewayCredentials.Load(data);
                using var client = credentials.CreateClient(TimeProvider.System);
                using var http = new HttpClient { BaseAddress = app.Address };
                await client.SendAsync(http, """{"event_name":"check_credentials"}""", stop);

                foreach (var (name, make) in Shapes(client))
                    Write(output, $"{name}: {await MeasureOneAsync(http, await make(), stop)}");
                Write(output, $"{count} concurrent unauthenticated arrays: {await MeasureBesideAsync(http, client, count, stop)}");
                Write(output, $"{SlowConnections} connections of {SlowBytesPerSecond} bytes a second: {await MeasureSlowAsync(app.Address, stop)}");
            },
            stop,
            settings:
            [
                new("Requests:MaxBytes", "52428800"), new("Auth:RequestBurst", "100000"), new("Auth:RequestsPerSecond", "10000"),
            ]);
    }

    private static IEnumerable<(string Name, Func<Task<byte[]>> Make)> Shapes(BotGatewayClient client)
    {
        yield return ("unauthenticated, [0,0,...]", () => Task.FromResult(Fill("[0", ",0", "]")));
        yield return ("unauthenticated, body first, payload last", () => Task.FromResult(Fill("{\"body\":[0", ",0", "],\"payload\":{\"token\":\"t\"}}")));
        yield return ("unauthenticated, payload first", () => Task.FromResult(Fill("{\"payload\":{\"token\":\"t\"},\"body\":[0", ",0", "]}")));
        yield return ("unauthenticated, whitespace", () => Task.FromResult(Fill("{", " ", "}")));
        yield return ("client, event unknown, [0,0,...]", () => SignAsync(client, "{\"event_name\":\"none\",\"x\":[0", ",0", "]}"));
        yield return ("client, new_bot, name [0,0,...]", () => SignAsync(client, "{\"event_name\":\"new_bot\",\"name\":[0", ",0", "]}"));
        yield return ("client, event unknown, small objects", () => SignAsync(client, "{\"event_name\":\"none\",\"x\":[0", ",{\"a\":{}}", "]}"));
        yield return ("client, event unknown, escapes", () => SignAsync(client, "{\"event_name\":\"none\",\"x\":\"", "\\u00f1", "\"}"));
    }

    private static async Task<string> MeasureOneAsync(HttpClient http, byte[] request, CancellationToken stop)
    {
        using var process = Process.GetCurrentProcess();
        var (memory, cpu, most) = (Complete(process), process.TotalProcessorTime, 0L);
        var answer = PostAsync(http, request, stop);
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(5, stop));
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        }

        process.Refresh();
        return FormattableString.Invariant(
            $"{await answer}; {Math.Max(0, most - memory) / (double)request.Length:F2} x its {request.Length / 1_000_000} MB, CPU {(process.TotalProcessorTime - cpu).TotalSeconds:F2} s with its sender");
    }

    private static async Task<string> MeasureBesideAsync(HttpClient http, BotGatewayClient client, int count, CancellationToken stop)
    {
        var request = Fill("[0", ",0", "]");
        var strangers = Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => PostAsync(http, request, stop), stop)));
        var longest = TimeSpan.Zero;
        var calls = 0;
        for (; !strangers.IsCompleted; calls++)
        {
            var start = Stopwatch.GetTimestamp();
            await client.SendAsync(http, """{"event_name":"check_credentials"}""", stop);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        return FormattableString.Invariant($"{string.Join(", ", (await strangers).CountBy(status => status).Select(status => $"{status.Value} x {status.Key}"))}; a client's {calls} calls meanwhile took {longest.TotalSeconds:F2} s at the most");
    }

    private static async Task<string> MeasureSlowAsync(Uri gateway, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var ends = await Task.WhenAll(Enumerable.Range(0, SlowConnections).Select(_ => DripAsync(gateway, stop)));
        return FormattableString.Invariant($"{string.Join(", ", ends.CountBy(end => end).Select(end => $"{end.Value} x {end.Key}"))}; the last one after {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
    }

    private static async Task<string> DripAsync(Uri gateway, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port, stop);
        var stream = client.GetStream();
        var answer = new StreamReader(stream, Encoding.ASCII).ReadLineAsync(stop).AsTask();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /lambda HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n"), stop);
            for (var second = 0; second < 60 && !answer.IsCompleted; second++)
            {
                await stream.WriteAsync(new byte[SlowBytesPerSecond], stop);
                await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), stop));
            }

            return answer.IsCompleted ? (await answer)?.Split(' ')[1] ?? "closed" : "open";
        }
        catch (IOException)
        {
            return "closed";
        }
    }

    /// <returns>The response's status; empty if the connection ended while the request was being sent, as after an early 503.</returns>
    private static async Task<string> PostAsync(HttpClient http, byte[] request, CancellationToken stop)
    {
        try
        {
            using var content = new ByteArrayContent(request);
            using var answer = await http.PostAsync(Entry, content, stop);
            return $"{(int)answer.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return "nothing";
        }
    }

    private static async Task<byte[]> SignAsync(BotGatewayClient client, string before, string piece, string after) =>
        (await client.CreateRequestAsync(Fill(before, piece, after))).ToArray();

    private static byte[] Fill(string before, string piece, string after) => Encoding.ASCII.GetBytes(
        new StringBuilder(Bytes + piece.Length).Append(before).Insert(before.Length, piece, (Bytes - 2_000) / piece.Length).Append(after).ToString());

    private static long Complete(Process process)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        process.Refresh();
        return process.WorkingSet64;
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
