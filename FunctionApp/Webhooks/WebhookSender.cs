using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Telemetry;

namespace BotGateway.Webhooks;

/// <summary>Sends a message to its receiver, once.</summary>
internal sealed class WebhookSender(PublicConnector connector, TimeProvider clock) : IDisposable
{
    /// <summary>Standard Webhooks recommends 15 to 30 s.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private const int MostAnswerBytes = 1024;
    private const int MostHeaderKiB = 8;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Nothing of the gateway or of an earlier receiver goes along: no proxy, cookies, credentials or trace ids.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = connector.ConnectAsync,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        MaxResponseHeadersLength = MostHeaderKiB,
        MaxResponseDrainSize = MostAnswerBytes, // Read only so that the connection can be used again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<DeliveryResult> SendAsync(WebhookEndpoint endpoint, OutboxMessage message, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            return await Tracing.CallAsync("webhook send", async span =>
            {
                using var request = RequestOf(endpoint, message);
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                span?.SetTag("http.response.status_code", (int)response.StatusCode);
                return ResultOf(response);
            });
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            return new DeliveryResult(fault.GetBaseException() is ForbiddenAddressException ? DeliveryOutcome.Forbidden : DeliveryOutcome.Unreachable);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestOf(WebhookEndpoint endpoint, OutboxMessage message)
    {
        var body = Write(message);
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("user-agent", "bot-gateway");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Timestamp(now));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(endpoint.Secret.Span, message.Id, now, body));
        return request;
    }

    private static byte[] Write(OutboxMessage message)
    {
        using var utf8 = new MemoryStream();
        using (var writer = new Utf8JsonWriter(utf8, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("type", message.Type);
            writer.WriteString("timestamp", UtcTimeConverter.Format(message.At));
            writer.WritePropertyName("data");
            writer.WriteRawValue(message.Data);
            writer.WriteEndObject();
        }

        return utf8.ToArray();
    }

    private DeliveryResult ResultOf(HttpResponseMessage response) => response.IsSuccessStatusCode
        ? new DeliveryResult(DeliveryOutcome.Delivered, (int)response.StatusCode)
        : new DeliveryResult(
            response.StatusCode == HttpStatusCode.Gone ? DeliveryOutcome.Gone : DeliveryOutcome.Rejected,
            (int)response.StatusCode,
            response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - clock.GetUtcNow() : null);
}
