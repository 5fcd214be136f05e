using System.Net;
using System.Text;

namespace BotGateway.Tests.OpenAI;

/// <summary>A model service that answers what a test tells it to, the last answer again and again, and keeps what it was sent.</summary>
internal sealed class ScriptedService(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
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

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new SentRequest(
            $"{request.Method} {request.RequestUri}",
            body,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value))));
        var response = await answers[Math.Min(Requests.Count, answers.Length) - 1](cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private static string Quote(string? text) => text is null ? "null" : $"\"{text}\"";
}

internal sealed record SentRequest(string Line, string Body, IReadOnlyDictionary<string, string> Headers);
