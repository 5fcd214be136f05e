using System.Net;

namespace BotGateway.LocalHost.Hosting;

/// <summary>An HTTP server for this machine alone, on free ports.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private LoopbackServer(WebApplication web) => _web = web;

    public Uri Address => Addresses[0];

    /// <summary>One for each port.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _web.Urls.Select(url => new Uri(url))];

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer, CancellationToken cancellationToken, int ports = 1)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < ports; i++)
                kestrel.Listen(IPAddress.Loopback, 0);
        });
        var web = builder.Build();
        web.Run(answer);
        await web.StartAsync(cancellationToken);
        return new LoopbackServer(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
