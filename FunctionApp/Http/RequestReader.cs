using System.Net.Http.Headers;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Http;

/// <summary>Reads a request: content type, size, JSON and envelope.</summary>
internal sealed class RequestReader(IOptions<RequestLimits> options, TimeProvider clock)
{
    private readonly RequestLimits _limits = options.Value;
    private readonly UploadBudget _budget = new(options.Value.MaxUnauthenticatedBytes);

    /// <exception cref="GatewayException">
    /// MethodNotAllowed: not POST; LengthRequired: chunked; UnsupportedMediaType: not JSON, or an unknown encoding; TooLarge: too many bytes; Invalid: malformed or truncated;
    /// RequestTimeout: too slow; Unavailable: too many large requests.
    /// </exception>
    public async Task<Envelope> ReadAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post.Method)
            throw new GatewayException(ErrorKind.MethodNotAllowed, "Requests are sent with POST.");
        RequireLength(request.Headers);
        RequireJson(request.Headers);
        var coding = ContentCodings.Of(request.Headers);
        var length = LengthOf(request.Headers);
        var share = new UploadShare(_budget, length, cancellationToken);
        var buffer = NewBuffer(coding, length, share);
        try
        {
            return new Envelope(await ReadBytesAsync(request, coding, length, buffer, share), buffer, share);
        }
        catch
        {
            buffer.Dispose();
            share.Dispose();
            throw;
        }
    }

    private BodyBuffer NewBuffer(ContentCoding coding, long? length, UploadShare share)
    {
        // One byte more than allowed, to detect a larger body.
        var most = _limits.MaxBytes + 1;
        return coding switch
        {
            ContentCoding.Identity => new BodyBuffer(share, length, most),
            ContentCoding.Gzip => new BodyBuffer(share, null, most + GzipBody.EndBytes),
            _ => new BodyBuffer(share, null, most, BrotliBody.WindowBytes),
        };
    }

    // The Functions host passes a chunked body on as an empty one (azure-functions-host, issue 7930). Rejected on LocalHost too, to match Azure.
    private static void RequireLength(HttpHeaders headers)
    {
        if (headers.NonValidated.Contains("Transfer-Encoding"))
            throw new GatewayException(ErrorKind.LengthRequired, "The request must have a Content-Length: Azure Functions does not accept chunked bodies (Transfer-Encoding).");
    }

    // A missing Content-Type counts as JSON: the previous service ignored it, so some clients send none.
    private static void RequireJson(HttpHeaders headers)
    {
        if (headers.NonValidated.TryGetValues("Content-Type", out var values) && !values.All(ContentType.IsJson))
            throw new GatewayException(ErrorKind.UnsupportedMediaType, "The request must be JSON: send 'Content-Type: application/json' (UTF-8).");
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(
        HttpRequestData request, ContentCoding coding, long? length, BodyBuffer buffer, UploadShare share)
    {
        if (length > _limits.MaxBytes)
            throw _limits.TooLarge();

        using var pace = new UploadPace(clock);
        try
        {
            if (coding == ContentCoding.Gzip)
            {
                await using var gzip = GzipBody.Open(request.Body, _limits, pace);
                return GzipBody.WithoutEnd(await ReadAsync(gzip, buffer, share, GzipBody.EndBytes));
            }

            await using var body = new RequestStream(request.Body, _limits, pace);
            if (coding == ContentCoding.Identity)
                return await ReadAsync(body, buffer, share);
            await using var brotli = new BrotliBody(body);
            return await ReadAsync(brotli, buffer, share, endBytes: 0);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            throw new GatewayException(
                ErrorKind.Invalid, "The request is not what its Content-Encoding says: it is damaged, cut off, or followed by something else.", damage);
        }
        catch (OperationCanceledException) when (share.HasYielded)
        {
            throw UploadShare.Overload();
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream body, BodyBuffer buffer, UploadShare share, int? endBytes = null)
    {
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetRoom(), share.Cancellation);
            if (read == 0)
                return buffer.Complete();
            buffer.Advance(read);
            if (buffer.Length - (endBytes ?? 0) > _limits.MaxBytes)
                throw _limits.TooLarge();
            // A body that decodes to a thousand times its size arrives at once; let other requests run in between.
            if (endBytes is not null)
                await Task.Yield();
        }
    }

    private static long? LengthOf(HttpHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Length", out var values) && long.TryParse(values.First(), out var length) && length >= 0 ? length : null;
}
