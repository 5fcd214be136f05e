using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

internal sealed class UnescapingStream(ReadOnlyMemory<byte> text) : ReadOnlyStream
{
    private readonly byte[] _character = new byte[4];
    private int _at;
    private int _kept;
    private int _given;

    public override int Read(Span<byte> buffer)
    {
        var source = text.Span;
        var written = 0;
        while (written < buffer.Length)
        {
            if (_given < _kept)
            {
                buffer[written++] = _character[_given++];
                continue;
            }

            var rest = source[_at..];
            if (rest.IsEmpty)
                break;
            // No further than there is room for: a search to the end, again and again, takes a large text's length squared.
            var near = rest[..Math.Min(rest.Length, buffer.Length - written)];
            var plain = near.IndexOf((byte)'\\') is var found and >= 0 ? found : near.Length;
            if (plain == 0)
            {
                (var length, _kept) = EscapedText.Unescape(rest, _character);
                if (_kept == 0)
                    throw GatewayException.Invalid("A text contains an unpaired surrogate.");
                _given = 0;
                _at += length;
            }
            else
            {
                rest[..plain].CopyTo(buffer[written..]);
                written += plain;
                _at += plain;
            }
        }

        return written;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
}
