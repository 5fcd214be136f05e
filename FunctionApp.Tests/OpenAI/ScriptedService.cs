using System.Net;
using System.Text;

namespace BotGateway.Tests.OpenAI;

/// <summary>A service that answers what a test tells it to, the last answer again and again, and keeps what it was sent.</summary>
internal sealed class ScriptedService(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    public Func<CancellationToken, Task<HttpResponseMessage>>[] Answers { get; set; } = answers;

    /// <summary>Ends when the first request has come.</summary>
    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<SentRequest> Requests { get; } = [];

    public static Func<CancellationToken, Task<HttpResponseMessage>> Json(
        int status, string body, params (string Name, string Value)[] headers) => _ =>
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Error(int status, string? code = null, string? param = null) =>
        Json(status, $$$"""{"error":{"code":{{{Quote(code)}}},"param":{{{Quote(param)}}},"message":"Secreto del cliente."}}""");

    public static Func<CancellationToken, Task<HttpResponseMessage>> Says(string content, string reason = "stop") =>
        Message($$"""{"role":"assistant","content":{{Quote(content)}}}""", reason);

    public static Func<CancellationToken, Task<HttpResponseMessage>> Message(string message, string reason) => Json(200, $$$"""
        {"choices":[{"index":0,"message":{{{message}}},"finish_reason":"{{{reason}}}"}],
         "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}
        """);

    public static Func<CancellationToken, Task<HttpResponseMessage>> Fails(Exception exception) => _ => throw exception;

    /// <summary>Answers only when the caller gives up.</summary>
    public static async Task<HttpResponseMessage> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Endless time is over.");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new SentRequest(
            $"{request.Method} {request.RequestUri}",
            body,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value))));
        Arrived.TrySetResult();
        var response = await Answers[Math.Min(Requests.Count, Answers.Length) - 1](cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private static string Quote(string? text) => text is null ? "null" : $"\"{text}\"";
}

internal sealed record SentRequest(string Line, string Body, IReadOnlyDictionary<string, string> Headers);
