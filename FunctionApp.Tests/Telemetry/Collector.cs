using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Telemetry;

/// <summary>What exporters send to, over real HTTP: an OTLP collector (http/protobuf), and the ingestion endpoint of Azure Monitor.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Content)> _received = new();
    private LoopbackServer? _server;

    public Uri Address => _server!.Address;

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._server = await LoopbackServer.StartAsync(collector.ReceiveAsync, TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>All that came, or what came to a path. Texts stand in protobuf and in JSON as their UTF-8 bytes.</summary>
    public string Text(string path = "") =>
        string.Join('\n', _received.Where(request => request.Path.StartsWith(path, StringComparison.Ordinal)).Select(request => Encoding.UTF8.GetString(request.Content)));

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await using var body = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        await body.CopyToAsync(content, context.RequestAborted);
        _received.Enqueue((context.Request.Path.Value!, content.ToArray()));
        // An empty OTLP answer means that all was taken; Azure Monitor says so in JSON.
        if (context.Request.Path.StartsWithSegments("/v2.1", StringComparison.Ordinal))
            await context.Response.WriteAsync("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""", context.RequestAborted);
    }
}
