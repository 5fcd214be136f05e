using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>One way in which a simulated service fails a call. Hand it to <see cref="Faults.Next"/>.</summary>
public sealed class Fault
{
    private readonly Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> _apply;

    private Fault(Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> apply) => _apply = apply;

    /// <summary>Never answers: the call ends only when its caller cancels it.</summary>
    public static Fault Timeout { get; } = new(async (_, cancellationToken) =>
    {
        await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    });

    /// <summary>Nobody listens: an <see cref="HttpRequestException"/> as for a refused connection; nothing is done.</summary>
    public static Fault Refused { get; } = new((_, _) => throw new HttpRequestException(
        HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused)));

    /// <summary>The other side goes away just after it has accepted: a socket's own exception, as it gets through <see cref="HttpClient"/>.</summary>
    public static Fault Vanished { get; } = new((_, _) => throw new SocketException((int)SocketError.NotConnected));

    /// <summary>HTTP 200 with an HTML page, as from a proxy that stands in the way.</summary>
    public static Fault Garbage { get; } = new((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StringContent("<html><body><h1>It works!</h1></body></html>", Encoding.UTF8, "text/html"),
    }));

    /// <summary>The 400 (code <c>content_filter</c>) with which Azure OpenAI refuses a prompt that its filter caught.</summary>
    public static Fault ContentFilter { get; } =
        new((_, _) => Task.FromResult(Answer.Json(HttpStatusCode.BadRequest, ContentFilterBody())));

    /// <summary>Answers with an error and does nothing. The body is <c>{"error":{"code","message"}}</c>, which both services use.</summary>
    /// <param name="status">The HTTP status, e.g. 429, 500, 503.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header in seconds; none when null.</param>
    /// <param name="code">The error's code; the status in digits when null, as Azure's front end does it.</param>
    /// <param name="message">The error's text; one that names the status when null.</param>
    /// <returns>The fault.</returns>
    public static Fault Status(int status, int? retryAfter = null, string? code = null, string? message = null) => new((_, _) =>
    {
        var response = Answer.Json((HttpStatusCode)status, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code ?? $"{status}", ["message"] = message ?? $"Simulated fault: HTTP {status}." },
        });
        if (retryAfter is { } seconds)
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return Task.FromResult(response);
    });

    /// <summary>A file's status <c>error</c>, in answer to <c>file</c>.</summary>
    /// <param name="details">Why, in the service's words; none when null.</param>
    /// <returns>The fault.</returns>
    public static Fault BadFile(string? details) => new((_, _) => Task.FromResult(Answer.Json(
        HttpStatusCode.OK, new JsonObject { ["object"] = "file", ["id"] = "file-bad", ["status"] = "error", ["status_details"] = details })));

    /// <summary>Answers as a test says and does nothing.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="json">The body.</param>
    /// <param name="headers">More headers.</param>
    /// <returns>The fault.</returns>
    public static Fault Response(int status, string json, params (string Name, string Value)[] headers) => new((_, _) =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    });

    /// <summary>The work is done but its answer is lost.</summary>
    /// <param name="instead">What the caller gets in place of the answer; <see cref="Refused"/> when null.</param>
    /// <returns>The fault.</returns>
    public static Fault AfterEffect(Fault? instead = null) => new(async (work, cancellationToken) =>
    {
        (await work()).Dispose();
        return await (instead ?? Refused)._apply(work, cancellationToken);
    });

    internal static Fault Until(HeldCall held) => new(async (work, cancellationToken) =>
    {
        await held.WaitAsync(cancellationToken);
        return await work();
    });

    internal Task<HttpResponseMessage> ApplyAsync(Func<Task<HttpResponseMessage>> work, CancellationToken cancellationToken) =>
        _apply(work, cancellationToken);

    private static JsonObject ContentFilterBody() => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify "
                + "your prompt and retry. To learn more about our content filtering policies please read our documentation: "
                + "https://go.microsoft.com/fwlink/?linkid=2198766",
            ["type"] = null,
            ["param"] = "prompt",
            ["code"] = "content_filter",
            ["status"] = 400,
            ["innererror"] = new JsonObject
            {
                ["code"] = "ResponsibleAIPolicyViolation",
                ["content_filter_result"] = ContentFilterResults.Of(violence: "medium"),
            },
        },
    };
}
