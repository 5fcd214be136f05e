using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BotGateway.Benchmarks;

/// <summary>Measures the memory of unauthenticated requests: concurrent large ones of the maximum size, and small ones.</summary>
internal static class UploadMemory
{
    private const int SmallRequests = 2_000;
    private const int LargeBytes = 8 * 1024 * 1024; // Requests__MaxBytes.

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    // One chunk that all senders reuse, so that they need almost no memory themselves.
    private static readonly byte[] Piece = [.. Enumerable.Repeat((byte)'a', 0x10000)];

    public static async Task MeasureAsync(int count, TextWriter output, CancellationToken stop)
    {
        await TemporaryApp.RunAsync(
            async (app, _) =>
            {
                await MeasureSmallAsync(app.Address, output, stop);
                await MeasureLargeAsync(app.Address, count, output, stop);
            },
            stop);
    }

    private static async Task MeasureSmallAsync(Uri gateway, TextWriter output, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var body = Encoding.ASCII.GetBytes($$$"""{"payload":{},"body":{"event_name":"check_credentials","x":"{{{new string('x', 640)}}}"}}""");
        long before = 0, collections = 0;
        for (var i = -SmallRequests; i < SmallRequests; i++)
        {
            if (i == 0)
                (before, collections) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(2));
            using var content = new ByteArrayContent(body);
            using var answer = await http.PostAsync(new Uri("lambda", UriKind.Relative), content, stop);
        }

        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / SmallRequests / 1024d;
        Write(output, $"{SmallRequests} bodies of {body.Length} bytes: {each:F1} KB allocated for each, its sender included; gen-2 collections {GC.CollectionCount(2) - collections}");
    }

    private static async Task MeasureLargeAsync(Uri gateway, int count, TextWriter output, CancellationToken stop)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        var answers = Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => UploadAsync(gateway, stop), stop)));
        long most = 0;
        while (!answers.IsCompleted)
        {
            await Task.WhenAny(answers, Task.Delay(20, stop));
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        }

        var statuses = string.Join(", ", (await answers).CountBy(status => status).Select(status => $"{status.Value} x {status.Key}"));
        await Task.Delay(Rest, stop);
        process.Refresh();
        Write(output, $"{count} bodies of 8 MB at once: {Megabytes(most - before)} MB more at the most, {Megabytes(process.WorkingSet64 - before)} MB {Rest.TotalSeconds} s later; {statuses}");
    }

    /// <returns>The response's status; empty if the connection ended without one.</returns>
    private static async Task<string> UploadAsync(Uri gateway, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port, stop);
        var stream = client.GetStream();
        var answer = new StreamReader(stream, Encoding.ASCII).ReadLineAsync(stop).AsTask();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /lambda HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LargeBytes}\r\n\r\n"), stop);
            for (var sent = 0; sent < LargeBytes && !answer.IsCompleted; sent += Piece.Length)
                await stream.WriteAsync(Piece, stop);
            return (await answer)?.Split(' ')[1] ?? "nothing";
        }
        catch (IOException)
        {
            return answer.IsCompletedSuccessfully ? answer.Result?.Split(' ')[1] ?? "nothing" : "nothing";
        }
    }

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
