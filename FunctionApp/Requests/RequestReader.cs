using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Requests;

/// <summary>Takes a request off the wire: its type, its size, its JSON, its envelope.</summary>
/// <param name="options">The size limit.</param>
public sealed class RequestReader(IOptions<RequestLimits> options)
{
    private readonly int _maxBytes = options.Value.MaxBytes;

    /// <summary>Reads a request whole.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Gives the request up.</param>
    /// <returns>The envelope, for the caller to dispose of.</returns>
    /// <exception cref="ProblemException">415 not JSON, 413 too large, 400 malformed or broken off.</exception>
    public async Task<Envelope> ReadAsync(HttpRequestData request, CancellationToken cancellation)
    {
        RequireJson(request.Headers);
        var document = StrictJson.Parse(await ReadBytesAsync(request, cancellation));
        try
        {
            return new Envelope(document);
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    // A request without a Content-Type is taken for JSON: the old service never looked at it, so clients exist that send none.
    private static void RequireJson(HttpHeaders headers)
    {
        if (!headers.TryGetValues("Content-Type", out var values))
            return;

        if (!MediaTypeHeaderValue.TryParse(string.Join(',', values), out var type) || !IsJson(type))
            throw new ProblemException(415, "The request must be JSON: send 'Content-Type: application/json' (UTF-8).");
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType is { } media
        && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (media.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
        && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequestData request, CancellationToken cancellation)
    {
        if (request.Headers.TryGetValues("Content-Length", out var values)
            && long.TryParse(values.First(), out var length) && length > _maxBytes)
        {
            throw TooLarge();
        }

        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await ReadSomeAsync(request.Body, buffer.GetMemory(64 * 1024), cancellation);
            if (read == 0)
                return buffer.WrittenMemory;
            if (read > _maxBytes - buffer.WrittenCount)
                throw TooLarge();
            buffer.Advance(read);
        }
    }

    // A server tells in this way that the client went away or broke HTTP's own rules: no failure of the gateway's.
    private static async ValueTask<int> ReadSomeAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException broken)
        {
            throw new ProblemException(400, "The request broke off before its end.", broken);
        }
    }

    private ProblemException TooLarge() => new(413, $"The request is larger than {_maxBytes} bytes.");
}
