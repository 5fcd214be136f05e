using System.Net;
using System.Text;

namespace BotGateway.Tests.OpenAI;

/// <summary>Records requests as they go over the wire and answers them all in the same way.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    private readonly List<string> _requests = [];

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Answers, or fails.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = _ => Json(200, "{}");

    /// <summary>Ends when the first request has come.</summary>
    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task<HttpResponseMessage> Json(int status, string body, int? retryAfter = null)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        if (retryAfter is { } seconds)
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return Task.FromResult(response);
    }

    /// <summary>Answers only when it is given up.</summary>
    public static Task<HttpResponseMessage> NeverAsync(CancellationToken givenUp)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        givenUp.Register(() => never.TrySetCanceled(givenUp));
        return never.Task;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : $" {await request.Content.ReadAsStringAsync(cancellationToken)}";
        _requests.Add($"{request.Method} {request.RequestUri}{body}");
        Arrived.TrySetResult();
        return await Answer(cancellationToken);
    }
}
