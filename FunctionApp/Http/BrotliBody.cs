using System.Buffers;
using System.IO.Compression;

namespace BotGateway.Http;

/// <summary>Decodes Brotli (RFC 7932) and requires a complete body; <see cref="BrotliStream"/> accepts truncated data and trailing data.</summary>
internal sealed class BrotliBody(Stream body) : ReadOnlyStream
{
    /// <summary>The largest window that the sender may request, since the decoder allocates it (RFC 7932, section 9.1).</summary>
    public const int WindowBytes = 16 * 1024 * 1024;

    private readonly byte[] _input = new byte[8 * 1024];
    private ReadOnlyMemory<byte> _rest;
    private BrotliDecoder _decoder;
    private bool _isDone;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (!_isDone)
            {
                var status = _decoder.Decompress(_rest.Span, buffer.Span, out var consumed, out var written);
                _rest = _rest[consumed..];
                _isDone = status == OperationStatus.Done;
                if (status == OperationStatus.InvalidData)
                    throw new InvalidDataException("The text is no Brotli.");
                if (written > 0)
                    return written;
            }

            if (_isDone && !_rest.IsEmpty)
                throw new InvalidDataException("Something follows the text.");
            _rest = _input.AsMemory(0, await body.ReadAsync(_input, cancellationToken));
            if (_rest.IsEmpty)
                return _isDone ? 0 : throw new InvalidDataException("The text is cut off.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _decoder.Dispose();
        base.Dispose(disposing);
    }
}
