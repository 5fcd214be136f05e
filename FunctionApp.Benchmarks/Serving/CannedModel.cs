using System.Net;
using System.Net.Http.Headers;

namespace BotGateway.Benchmarks.Serving;

/// <summary>A model that always gives the same answer, so that next to nothing but the gateway's own work is measured.</summary>
internal sealed class CannedModel(RequestCounter tables) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly byte[] Answer =
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"gpt-4.1-mini","choices":[{"index":0,"finish_reason":"stop",
        "message":{"role":"assistant","content":"Los domingos de diciembre abre de 10:00 a 20:00."}}],"usage":{"prompt_tokens":1200,"completion_tokens":20,"total_tokens":1220}}
        """u8.ToArray();

    /// <summary>The requests to the Table service when the model was last asked.</summary>
    public int StorageRequestsWhenAsked { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        StorageRequestsWhenAsked = tables.Counted.StorageRequests;
        // As a connection would: the request is written by the gateway.
        await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Answer) { Headers = { ContentType = Json } }, RequestMessage = request };
    }
}
