using System.Threading.Channels;
using BotGateway.LocalHost.Hosting;

namespace BotGateway.LocalHost.Client;

/// <summary>Receives webhooks on this machine.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private const int MostKept = 10_000;

    // The demo goes on receiving when it no longer reads.
    private readonly Channel<ReceivedWebhook> _received =
        Channel.CreateBounded<ReceivedWebhook>(new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest });

    private LoopbackServer? _server;

    private WebhookReceiver()
    {
    }

    public Uri Address => _server!.Address;

    /// <summary>What has been received, in its order.</summary>
    public ChannelReader<ReceivedWebhook> Received => _received.Reader;

    /// <param name="answer">Answers a request that has been read; 200 by default.</param>
    public static async Task<WebhookReceiver> StartAsync(RequestDelegate? answer = null, CancellationToken cancellationToken = default)
    {
        var receiver = new WebhookReceiver();
        receiver._server = await LoopbackServer.StartAsync(
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var body = await reader.ReadToEndAsync(context.RequestAborted);
                receiver._received.Writer.TryWrite(new ReceivedWebhook(new HeaderDictionary(context.Request.Headers.ToDictionary()), body));
                await (answer?.Invoke(context) ?? Task.CompletedTask);
            },
            cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
