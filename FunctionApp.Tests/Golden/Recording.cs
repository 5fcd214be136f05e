using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BotGateway.LocalHost.Client;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Golden;

/// <summary>Sends requests to a gateway and writes them down with their answers, byte for byte but for ids.</summary>
internal sealed class Recording(Gateway gateway)
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

    /// <summary>All that was sent and answered so far, with a name for each id.</summary>
    public override string ToString() => Placeholders.PutInto(_text.ToString());

    private static IEnumerable<string> Headers(HttpResponseMessage response) => response.Headers.NonValidated
        .Concat(response.Content.Headers.NonValidated)
        .Where(header => !Unrecorded.Contains(header.Key))
        .Select(header => $"{header.Key}: {header.Value}");
}
