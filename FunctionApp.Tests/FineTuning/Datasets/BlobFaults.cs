using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.FineTuning.Datasets;

/// <summary>Stands between the SDK and the Blob service, and refuses connections if a test says so.</summary>
internal sealed class BlobFaults() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Whether a request, as method and path with query, finds no service.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    public void Under(IServiceCollection services) => services.Configure<BlobClientOptions>(options =>
    {
        options.Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false));
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Refuses($"{request.Method} {request.RequestUri!.PathAndQuery}")
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused", null, HttpStatusCode.ServiceUnavailable)
            : await base.SendAsync(request, cancellationToken);
}
