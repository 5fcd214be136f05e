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

namespace BotGateway.WorkerHost.Storage;

/// <summary>Stands between the SDK and the Table, Blob or Queue service: counts and records what is asked, and fails it where a test says so.</summary>
/// <param name="records">Whether texts are kept and faults are possible; otherwise requests are only counted, which costs next to nothing.</param>
public sealed partial class TableFaults(bool records = true) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _targets = new();
    private int _queries;
    private int _pointReads;
    private int _batches;
    private int _others;

    internal RequestCounts Counts => new(_queries, _pointReads, _batches, _others);

    /// <summary>Method, path and body of each request, the tries of the SDK among them.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Path and query of each request.</summary>
    public IReadOnlyList<string> Targets => [.. _targets];

    public Func<string, Fate> Decide { get; set; } = _ => Fate.Served;

    /// <summary>Requests with this word in body or address get a 403, which the SDK does not retry; null lets all pass.</summary>
    public string? Forbidden { get; set; }

    public void Forget()
    {
        _requests.Clear();
        _targets.Clear();
    }

    /// <summary>Whether a request writes rows: a batch of them, or one. Not one that makes a table.</summary>
    public static bool Writes(string request) => Write().IsMatch(request);

    /// <summary>Whether a request writes a row to a table: its path, or a part of a batch, names it.</summary>
    public static bool Writes(string request, string table) => Writes(request) && request.Contains($"/{table}", StringComparison.Ordinal);

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

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Count(request.Method, request.RequestUri!.AbsolutePath);
        return records ? RecordAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);
    }

    private void Count(HttpMethod method, string path)
    {
        if (path.EndsWith("$batch", StringComparison.Ordinal))
            Interlocked.Increment(ref _batches);
        else if (method != HttpMethod.Get)
            Interlocked.Increment(ref _others);
        else if (path.EndsWith("()", StringComparison.Ordinal))
            Interlocked.Increment(ref _queries);
        else
            Interlocked.Increment(ref _pointReads);
    }

    private async Task<HttpResponseMessage> RecordAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var text = $"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.AbsolutePath)}\n{content}";
        _requests.Enqueue(text);
        _targets.Enqueue(request.RequestUri.PathAndQuery);

        if (Forbidden is { } word && (content.Contains(word, StringComparison.Ordinal) || Uri.UnescapeDataString(request.RequestUri.OriginalString).Contains(word, StringComparison.Ordinal)))
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
