using System.Net;
using System.Net.Http.Headers;
using Polly;

namespace BotGateway.Client.Sending;

/// <summary>Sends a body until it is answered or it is no longer safe or worthwhile to try; each attempt has a new token.</summary>
internal sealed class RequestSender(BotGatewayClientOptions options, RequestFactory requests, Func<HttpClient> http)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _endpoint = options.Endpoint!;
    private readonly GatewayClock _clock = new(options.TimeProvider);
    private readonly RetryPolicy _retries = new(options);
    private readonly ResiliencePipeline<HttpResponseMessage> _once = new RetryPolicy(options).Create(isRepeatable: false);
    private readonly ResiliencePipeline<HttpResponseMessage> _repeatedly = new RetryPolicy(options).Create(isRepeatable: true);

    /// <inheritdoc cref="RetryPolicy.RetryAfter"/>
    public TimeSpan? RetryAfter(HttpResponseMessage response) => _retries.RetryAfter(response);

    /// <inheritdoc cref="RequestFactory.CreateAsync"/>
    public Task<ReadOnlyMemory<byte>> CreateRequestAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        requests.CreateAsync(body, _clock.Now, cancellationToken);

    /// <exception cref="BotGatewayConnectionException">There was no response.</exception>
    public async Task<HttpResponseMessage> SendAsync(ReadOnlyMemory<byte> body, bool isRepeatable, CancellationToken cancellationToken)
    {
        try
        {
            return await (isRepeatable ? _repeatedly : _once)
                .ExecuteAsync(async token => await AttemptAsync(body, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RetryPolicy.IsConnectionFault(failure))
        {
            throw new BotGatewayConnectionException($"The gateway did not answer: {failure.Message}", failure);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var skew = _clock.Skew;
        var response = await PostAsync(body, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !_clock.TryCorrect(response.Headers.Date, skew))
            return response;
        response.Dispose();
        return await PostAsync(body, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(await CreateRequestAsync(body, cancellationToken).ConfigureAwait(false));
        content.Headers.ContentType = Json;
        return await http().PostAsync(_endpoint, content, cancellationToken).ConfigureAwait(false);
    }
}
