using System.Net.Http.Headers;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Http;

/// <summary>Takes a request off the wire: its type, its size, its JSON, its envelope.</summary>
internal sealed class RequestReader(IOptions<RequestLimits> options, TimeProvider clock)
{
    private readonly RequestLimits _limits = options.Value;
    private readonly UploadBudget _budget = new(options.Value.MaxUnauthenticatedBytes);

    /// <exception cref="GatewayException">
    /// LengthRequired: in chunks; UnsupportedMediaType: not JSON, or an unknown encoding; TooLarge: in bytes; Invalid: malformed or cut off; RequestTimeout: too slow;
    /// Unavailable: too many large ones at once.
    /// </exception>
    public async Task<Envelope> ReadAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
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
        // One byte more shows that it is too large.
        var most = _limits.MaxBytes + 1;
        return coding switch
        {
            ContentCoding.Identity => new BodyBuffer(share, length, most),
            ContentCoding.Gzip => new BodyBuffer(share, null, most + GzipBody.EndBytes),
            _ => new BodyBuffer(share, null, most, BrotliBody.WindowBytes),
        };
    }

    // The Functions host hands a body in chunks over as an empty one (azure-functions-host, issue 7930). LocalHost would not, but its users' next step is Azure.
    private static void RequireLength(HttpHeaders headers)
    {
        if (headers.NonValidated.Contains("Transfer-Encoding"))
            throw new GatewayException(ErrorKind.LengthRequired, "The request must have a Content-Length: Azure Functions does not accept chunked bodies (Transfer-Encoding).");
    }

    // A request without a Content-Type is taken for JSON: the old service never looked at it, so clients exist that send none.
    private static void RequireJson(HttpHeaders headers)
    {
        if (headers.NonValidated.TryGetValues("Content-Type", out var values) && !values.All(ContentType.IsJson))
            throw new GatewayException(ErrorKind.UnsupportedMediaType, "The request must be JSON: send 'Content-Type: application/json' (UTF-8).");
    }

    private async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
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

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, BodyBuffer buffer, UploadShare share, int? endBytes = null)
    {
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetRoom(), share.Cancellation);
            if (read == 0)
                return buffer.Complete();
            buffer.Advance(read);
            if (buffer.Length - (endBytes ?? 0) > _limits.MaxBytes)
                throw _limits.TooLarge();
            // What decodes to a thousand times its size comes all at once: requests that came after it must not wait for its end.
            if (endBytes is not null)
                await Task.Yield();
        }
    }

    private static long? LengthOf(HttpHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Length", out var values) && long.TryParse(values.First(), out var length) && length >= 0 ? length : null;
}
