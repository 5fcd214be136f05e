using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotGateway.WorkerHost;

/// <summary>What the Functions host is to its worker: a gRPC server with one stream that runs both ways.</summary>
internal sealed class HostServer : IServiceMethodProvider<HostServer>, IAsyncDisposable
{
    private static readonly Marshaller<JsonNode> Json = Marshallers.Create(
        message => RpcMessages.FromJson(message.ToJsonString()), bytes => JsonNode.Parse(RpcMessages.ToJson(bytes))!);

    private readonly WebApplication _web;
    private readonly Channel<JsonNode> _toWorker = Channel.CreateUnbounded<JsonNode>();
    private readonly Channel<JsonElement> _fromWorker = Channel.CreateUnbounded<JsonElement>();

    private HostServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(this).AddGrpc(options => options.MaxReceiveMessageSize = null);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<HostServer>>(this));
        _web = builder.Build();
        _web.MapGrpcService<HostServer>();
    }

    public Uri Address => new(_web.Urls.Single());

    /// <summary>What the worker sends, in its order; it ends when the worker is gone.</summary>
    public ChannelReader<JsonElement> Received => _fromWorker.Reader;

    public static async Task<HostServer> StartAsync(CancellationToken cancellationToken)
    {
        var host = new HostServer();
        await host._web.StartAsync(cancellationToken);
        return host;
    }

    public void Send(JsonObject message) => _toWorker.Writer.TryWrite(message);

    void IServiceMethodProvider<HostServer>.OnServiceMethodDiscovery(ServiceMethodProviderContext<HostServer> context) => context.AddDuplexStreamingMethod(
        new Method<JsonNode, JsonNode>(MethodType.DuplexStreaming, RpcMessages.Service, RpcMessages.Method, Json, Json), [], ServeAsync);

    public async ValueTask DisposeAsync()
    {
        _toWorker.Writer.TryComplete();
        await _web.DisposeAsync();
    }

    private static async Task ServeAsync(
        HostServer host, IAsyncStreamReader<JsonNode> received, IServerStreamWriter<JsonNode> sent, ServerCallContext context)
    {
        using var workerIsGone = new CancellationTokenSource();
        var sending = host.SendAllAsync(sent, workerIsGone.Token);
        try
        {
            await foreach (var message in received.ReadAllAsync())
                host._fromWorker.Writer.TryWrite(JsonSerializer.SerializeToElement(message));
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // A process that ends does not say goodbye.
        }

        host._fromWorker.Writer.TryComplete();
        await workerIsGone.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAllAsync(IServerStreamWriter<JsonNode> worker, CancellationToken cancellationToken)
    {
        await foreach (var message in _toWorker.Reader.ReadAllAsync(cancellationToken))
            await worker.WriteAsync(message, cancellationToken);
    }
}
