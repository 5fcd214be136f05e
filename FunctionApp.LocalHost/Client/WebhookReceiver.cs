using System.Net;
using System.Threading.Channels;

namespace BotGateway.LocalHost.Client;

/// <summary>Receives webhooks on this machine.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private const int MostKept = 10_000;

    // The demo goes on receiving when it no longer reads.
    private readonly Channel<ReceivedWebhook> _received =
        Channel.CreateBounded<ReceivedWebhook>(new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly WebApplication _web;

    private WebhookReceiver(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _web = builder.Build();
        _web.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            _received.Writer.TryWrite(new ReceivedWebhook(new HeaderDictionary(context.Request.Headers.ToDictionary()), body));
            await answer(context);
        });
    }

    public Uri Address => new(_web.Urls.Single());

    /// <summary>What has been received, in its order.</summary>
    public ChannelReader<ReceivedWebhook> Received => _received.Reader;

    /// <param name="answer">Answers a request that has been read; 200 by default.</param>
    public static async Task<WebhookReceiver> StartAsync(RequestDelegate? answer = null, CancellationToken cancellationToken = default)
    {
        var receiver = new WebhookReceiver(answer ?? (_ => Task.CompletedTask));
        await receiver._web.StartAsync(cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
