using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BotGateway.Benchmarks.Messaging;
using BotGateway.WorkerHost.Storage;

namespace BotGateway.Benchmarks.Serving;

/// <summary>A model that always gives the same answer, so that next to nothing but the gateway's own work is measured.</summary>
internal sealed class CannedModel(TableFaults tables) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly byte[] Answer = JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = "chatcmpl-1",
        model = "gpt-4.1-mini",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = ThreadRows.Answer } } },
        usage = new { prompt_tokens = 1_200, completion_tokens = 80, total_tokens = 1_280 },
    });

    /// <summary>The requests to the Table service when the model was last asked.</summary>
    public int StorageRequestsWhenAsked { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        StorageRequestsWhenAsked = tables.Counts.Sum;
        // As a connection would: the request is written by the gateway.
        await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Answer) { Headers = { ContentType = Json } }, RequestMessage = request };
    }
}
