using System.Net;

namespace BotGateway.Tests.FineTuning;

/// <summary>The way to the Table service, which can be cut for the requests that a test names by a word in their body or path.</summary>
internal sealed class FaultyTables() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>A 403 answers requests with this word, as the SDK does not try such a one again; null lets all pass.</summary>
    public string? Refuses { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return Refuses is { } word && (body.Contains(word) || Uri.UnescapeDataString(request.RequestUri!.OriginalString).Contains(word))
            ? new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request }
            : await base.SendAsync(request, cancellationToken);
    }
}
