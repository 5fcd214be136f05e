using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Worker;

/// <summary>
/// What the Functions host is to its worker: a gRPC server with one stream that runs both ways. Only the framing of gRPC over HTTP/2 is needed:
/// a byte that says whether the message is compressed, four with its length, and the message.
/// </summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private const int PrefixLength = 5;

    private readonly WebApplication _web;
    private readonly Channel<JsonObject> _toWorker = Channel.CreateUnbounded<JsonObject>();
    private readonly Channel<JsonElement> _fromWorker = Channel.CreateUnbounded<JsonElement>();

    private WorkerHost(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.Single());

    /// <summary>What the worker sends, in its order; it ends when the worker is gone.</summary>
    public ChannelReader<JsonElement> Received => _fromWorker.Reader;

    public static async Task<WorkerHost> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        var host = new WorkerHost(web);
        web.MapPost(WorkerMessages.Service, host.ServeAsync);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public void Send(JsonObject message) => _toWorker.Writer.TryWrite(message);

    public async ValueTask DisposeAsync()
    {
        _toWorker.Writer.TryComplete();
        await _web.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync();
        using var workerIsGone = new CancellationTokenSource();
        var sending = SendAllAsync(context.Response, workerIsGone.Token);
        try
        {
            await ReceiveAllAsync(context.Request.BodyReader);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // A process that ends does not say goodbye.
        }

        _fromWorker.Writer.TryComplete();
        await workerIsGone.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task SendAllAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        await foreach (var message in _toWorker.Reader.ReadAllAsync(cancellationToken))
        {
            var bytes = WorkerMessages.FromJson(message.ToJsonString());
            var frame = new byte[PrefixLength + bytes.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
            bytes.CopyTo(frame, PrefixLength);
            await response.BodyWriter.WriteAsync(frame, cancellationToken);
        }
    }

    private async Task ReceiveAllAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            while (TryTake(ref buffer, out var message))
                _fromWorker.Writer.TryWrite(JsonElement.Parse(WorkerMessages.ToJson(message)));
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, out byte[] message)
    {
        message = [];
        if (buffer.Length < PrefixLength)
            return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(buffer.Slice(1, 4).ToArray());
        if (buffer.Length < PrefixLength + length)
            return false;
        message = buffer.Slice(PrefixLength, length).ToArray();
        buffer = buffer.Slice(PrefixLength + length);
        return true;
    }
}
