using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.Client;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Golden;

/// <summary>Sends requests to a gateway and writes them down with their answers, byte for byte but for ids.</summary>
internal sealed partial class Recording(Gateway gateway)
{
    private const int LongestShown = 600;

    // Those that say nothing of the gateway.
    private static readonly string[] Unrecorded = ["Date", "Server", "Transfer-Encoding"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly StringBuilder _text = new();

    public FakeTimeProvider Clock { get; } = (FakeTimeProvider)gateway.Service<TimeProvider>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Note(string text) => _text.Append(CultureInfo.InvariantCulture, $"# {text}\n\n");

    /// <summary>Sends a body with a fresh token, a second after the request before: ids are in the order of their time.</summary>
    public async Task<Answer> CallAsync(string body, string client = DemoSecrets.ClientId)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        using var sender = gateway.Credentials(client).CreateClient(Clock);
        var request = await sender.CreateRequestAsync(body, Cancellation);
        var text = await SendTextAsync(request, body, client == DemoSecrets.ClientId ? "" : $" as {client}");
        return new Answer(new GatewayAnswer(0, text, null));
    }

    public async Task CallAllAsync(params IEnumerable<string> bodies)
    {
        foreach (var body in bodies)
            await CallAsync(body);
    }

    /// <returns>Their ids, as the fields of a body.</returns>
    public async Task<string> NewBotAsync()
    {
        var bot = await CallAsync("""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}""");
        return $"\"botID\":\"{bot["bot_id"]}\",\"threadID\":\"{bot["thread_id"]}\"";
    }

    /// <param name="shown">What stands for it in the file, null for the text itself.</param>
    /// <param name="title">What else is to be said of it.</param>
    public Task<string> SendTextAsync(string text, string? shown = null, string title = "") => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "lambda") { Content = Json(Utf8.GetBytes(text)) }, shown ?? text, title);

    public static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>Lets time pass until something is done: what waits may have begun to wait later than the test knows.</summary>
    public async Task<T> PassTimeUntilAsync<T>(Task<T> done)
    {
        while (await Task.WhenAny(done, Task.Delay(20, Cancellation)) != done)
            Clock.Advance(TimeSpan.FromMilliseconds(500));
        return await done;
    }

    public async Task<string> SendAsync(HttpRequestMessage request, string shown, string title = "")
    {
        var path = request.RequestUri!.OriginalString.TrimStart('/'); // Before the address of this run's gateway is put before it.
        using var response = await gateway.Http.SendAsync(request, Cancellation);
        var body = Utf8.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation));
        request.Dispose();
        Write($"{request.Method} /{path}{title}", shown, (int)response.StatusCode, Headers(response), body);
        return body;
    }

    public void Write(string title, string shown, int status, IEnumerable<string> headers, string body)
    {
        if (shown.Length > LongestShown)
            shown = $"{shown[..(LongestShown / 3)]} [... {shown.Length} characters ...] {shown[^(LongestShown / 3)..]}";
        _text.Append(CultureInfo.InvariantCulture, $"{title}\n{shown}\n\nHTTP {status}\n");
        foreach (var header in headers.Order(StringComparer.OrdinalIgnoreCase))
            _text.Append(CultureInfo.InvariantCulture, $"{header}\n");
        _text.Append(CultureInfo.InvariantCulture, $"\n{body}\n\n###\n\n");
    }

    /// <summary>All that was sent and answered so far. One id has one name in all of it; what has another form than an id stays.</summary>
    public override string ToString()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        return Ids().Replace(_text.ToString(), match =>
        {
            var kind = match.Groups.Values.Skip(1).Single(group => group.Success).Name;
            var number = 1 + known.Values.Count(name => name.StartsWith($"{{{kind} ", StringComparison.Ordinal));
            return known.TryGetValue(match.Value, out var name) ? name : known[match.Value] = $"{{{kind} {number}}}";
        });
    }

    // The page after, from a list; the end of a trained model's name at OpenAI; times of the simulated model service, whose clock moves on with each look
    // at it (those of the gateway's clock stay, and 1893492030, when all begins); a request's id; and the ids of all else, behind their kind.
    [GeneratedRegex(
        """
        (?<="next":")(?<cursor>[A-Za-z0-9_-]{42,})(?=")
        | (?<=:local:[A-Za-z0-9_-]*:)(?<model>[0-9a-f]{8})(?![0-9a-f])
        | (?<=":)(?<time>1893492(?!030)[0-9]{3}|1967018[0-9]{3})(?![0-9])
        | (?<request>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)
        | (?<![0-9a-f])(?<id>[0-9a-f]{32})(?![0-9a-f])
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Ids();

    private static IEnumerable<string> Headers(HttpResponseMessage response) => response.Headers.NonValidated
        .Concat(response.Content.Headers.NonValidated)
        .Where(header => !Unrecorded.Contains(header.Key))
        .Select(header => $"{header.Key}: {header.Value}");
}
