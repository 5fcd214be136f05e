using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BotGateway.Tests.Golden;

/// <summary>What is wrong with a request before its event is looked at.</summary>
public sealed class EnvelopeAnswersTests(TableService tables)
{
    private const string CheckCredentials = """{"event_name":"check_credentials"}""";

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("malformed-json", (recording, _) => SendAllAsync(
            recording,
            "", "   ", "[]", "null", "1", "\"x\"", "{", "{]", """{"a" 1}""", """{"a":1 "b":2}""", """{"a":1,}""", "[1,]", "{'a':1}", "{a:1}", """{"a":tru}""",
            """{"a":nul""", """{"a":01}""", """{"a":-}""", """{"a":1.}""", """{"a":+1}""", """{"a":NaN}""", """{"a":1e999}""", """{"a":1e99999999999}""",
            """{"a":"x""", """{"a":"\q"}""", """{"a":"\u12"}""", "{\"a\":\"\u0001\"}", "{\"a\":\"\n\"}", """{"a":"\ud800"}""", """{"a":1,"a":2}""",
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"a\": 3\n}", "{} {}", "{} x", "{\"a\":1} // end", "{\"a\":/* no */1}", "\ufeff{}",
            $"{{\"a\":{new string('[', 64)}1{new string(']', 64)}}}", "[\u00a0]")),
        Scenario.Of("envelope", (recording, _) => SendAllAsync(
            recording,
            """{"payload":1,"body":{}}""", """{"payload":[],"body":{}}""", """{"payload":"x","body":{}}""", """{"payload":{"token":1},"body":{}}""",
            """{"payload":{"token":"x","signature":[]},"body":{}}""", """{"payload":{"token":"x","key_id":{}},"body":{}}""",
            """{"payload":{"token":"x","tokens":"y"},"body":{}}""", """{"payload":{"\ud800":"x"},"body":{}}""")),
        Scenario.Of("not-utf-8", (recording, _) => recording.SendAsync(Post([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]), "the bytes 7B 22 FF 22 3A 31 7D")),
        Scenario.Of("event-names",
            CheckCredentials, """{"event":"check_credentials"}""", """{"event_name":"check_credentials","event":"check_credentials"}""",
            """{"event_name":null,"event":"check_credentials"}""", """{"event_name":"check_credentials","unknown":1,"Event_name":"train"}""",
            "[]", "null", "\"check_credentials\"", "7", "{}", """{"event_name":null}""", """{"event_name":1}""", """{"event_name":""}""",
            """{"event_name":"Check_Credentials"}""", """{"event_name":"nope"}""", """{"event":"nope"}""", """{"event":["train"]}""",
            """{"event_name":"check_credentials","event":"new_thread"}""", $$"""{"event_name":"{{new string('x', 70_000)}}"}"""),
        Scenario.Of("http", (recording, _) => SendOtherRequestsAsync(recording)),
        Scenario.Of("size", (recording, _) => SendLargeAsync(recording), new() { ["Requests:MaxBytes"] = "4000" }),
        Scenario.Of("slow", (recording, jobs) => SendSlowlyAsync(recording, jobs.Http.BaseAddress!.Port)),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static async Task SendAllAsync(Recording recording, params string[] texts)
    {
        foreach (var text in texts)
            await recording.SendTextAsync(text);
    }

    private static HttpRequestMessage Post(byte[] bytes) => new(HttpMethod.Post, "lambda") { Content = Recording.Json(bytes) };

    private static async Task SendOtherRequestsAsync(Recording recording)
    {
        string[] others = ["GET lambda", "PUT lambda", "DELETE lambda", "OPTIONS lambda", "POST /", "POST lambda/x", "POST health", "GET nothing"];
        foreach (var other in others.Select(each => each.Split(' ')))
            await recording.SendAsync(new HttpRequestMessage(new HttpMethod(other[0]), other[1]), "");

        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "json", "" })
        {
            var request = Post("{}"u8.ToArray());
            request.Content!.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            await recording.SendAsync(request, "{}", $", Content-Type: {type}");
        }

        foreach (var coding in new[] { "deflate", "gzip, br", "gzip", "br" })
        {
            var request = Post("{}"u8.ToArray());
            request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", coding);
            await recording.SendAsync(request, "{}, as it stands", $", Content-Encoding: {coding}");
        }

        var chunked = Post("{}"u8.ToArray());
        chunked.Headers.TransferEncodingChunked = true;
        await recording.SendAsync(chunked, "{}", ", in chunks");
    }

    private static async Task SendLargeAsync(Recording recording)
    {
        await recording.SendTextAsync("{}".PadRight(4000), "{} and blanks, 4000 bytes");
        await recording.SendTextAsync("{}".PadRight(4001), "{} and blanks, 4001 bytes");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.ASCII.GetBytes("{}".PadRight(4001)));
        var request = Post(packed.ToArray());
        request.Content!.Headers.ContentEncoding.Add("gzip");
        await recording.SendAsync(request, "{} and blanks, 4001 bytes, packed", ", Content-Encoding: gzip");
    }

    // The gateway asks for the body when it reads it; only then does its time begin.
    private static async Task SendSlowlyAsync(Recording recording, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync(
            "POST /lambda HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n"u8.ToArray());
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        var answer = await recording.PassTimeUntilAsync(reader.ReadToEndAsync(TestContext.Current.CancellationToken));

        var lines = answer.Split("\r\n");
        recording.Write(
            "POST /lambda, Content-Length: 1000",
            "nothing",
            int.Parse(Assert.Single(lines, line => line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)).Split(' ')[1]),
            lines.Where(line => line.StartsWith("Con", StringComparison.Ordinal) || line.StartsWith("X-", StringComparison.OrdinalIgnoreCase)),
            Assert.Single(lines, line => line.StartsWith('{')));
    }
}
