using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Gateways;

/// <summary>Stands between the SDK and the Table, Blob or Queue service: records what is asked, and fails it where a test says so.</summary>
public sealed partial class TableFaults() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _targets = new();

    /// <summary>Method, path and body of each request, the tries of the SDK among them.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Path and query of each request.</summary>
    public IReadOnlyList<string> Targets => [.. _targets];

    /// <summary>What becomes of a request.</summary>
    public Func<string, Fate> Decide { get; set; } = _ => Fate.Served;

    public void Forget()
    {
        _requests.Clear();
        _targets.Clear();
    }

    /// <summary>Requests with this word in body or address get a 403, which the SDK does not retry; null lets all pass.</summary>
    public string? Forbidden { get; set; }

    /// <summary>Whether a request writes rows: a batch of them, or one. Not one that makes a table.</summary>
    public static bool Writes(string request) => Write().IsMatch(request);

    /// <summary>Whether a request writes a row to a table: its path, or a part of a batch, names it.</summary>
    public static bool Writes(string request, string table) => Writes(request) && request.Contains($"/{table}");

    public void Under(IServiceCollection services) => Under<TableClientOptions>(services);

    public void UnderBlobs(IServiceCollection services) => Under<BlobClientOptions>(services);

    public void UnderQueues(IServiceCollection services) => Under<QueueClientOptions>(services);

    // An account, and then the batch, the table of a new row, or the row.
    [GeneratedRegex(@"\A(POST /\w+/(\$batch|(?!Tables\b)\w+(\(\))?)|(PUT|PATCH|MERGE|DELETE) /\w+/\w+\(PartitionKey=.*)(\?.*)?\n")]
    private static partial Regex Write();

    private void Under<T>(IServiceCollection services)
        where T : ClientOptions => services.Configure<T>(options =>
    {
        options.Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false));
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var text = $"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.AbsolutePath)}\n{content}";
        _requests.Enqueue(text);
        _targets.Enqueue(request.RequestUri!.PathAndQuery);

        if (Forbidden is { } word && (content.Contains(word) || Uri.UnescapeDataString(request.RequestUri.OriginalString).Contains(word)))
            return new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request };
        var fate = Decide(text);
        if (fate == Fate.Held)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        if (fate == Fate.Refused)
            throw new HttpRequestException("Connection refused");
        if (fate == Fate.Invalid)
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { RequestMessage = request };
        if (fate == Fate.Vanished)
            throw new SocketException((int)SocketError.NotConnected);
        var answer = await base.SendAsync(request, cancellationToken);
        return fate == Fate.AnswerLost ? throw new HttpRequestException("Connection reset") : answer;
    }
}

public enum Fate
{
    Served,
    Refused,
    AnswerLost,

    /// <summary>As <see cref="BotGateway.Http.BrokenConnection"/> tells of it.</summary>
    Vanished,
    Held,

    /// <summary>A 400 of the service's, which the gateway can never mend by trying again.</summary>
    Invalid,
}
