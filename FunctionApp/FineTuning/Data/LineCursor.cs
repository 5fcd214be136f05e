using System.Text;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>Reads JSON Lines. Blank ones are no examples, but they count, as an editor counts them.</summary>
internal sealed class LineCursor(Stream stream) : ExampleCursor
{
    private const int FirstRoom = 64 * 1024;

    private readonly NativeBlock _block = new();
    private int _room;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public override bool MoveNext()
    {
        while (ReadLine() is { } line)
        {
            Line++;
            if (Line == 1)
                line = WithoutMark(line);
            if (!IsTooLarge && IsBlank(line.Span))
                continue;
            Json = line;
            return true;
        }

        return false;
    }

    public override void Dispose()
    {
        ((IDisposable)_block).Dispose();
        stream.Dispose();
    }

    private Memory<byte>? ReadLine()
    {
        IsTooLarge = false;
        var searched = 0;
        while (true)
        {
            var there = _room == 0 ? default : _block.Memory[_start.._end];
            var at = there.Span[searched..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                _start += searched + at + 1;
                return there[..(searched + at)];
            }

            if (_isAtEnd)
            {
                _start = _end;
                if (there.IsEmpty && !IsTooLarge)
                    return null;
                return there;
            }

            // Of a line that is too large, only the end is still of interest.
            if (there.Length >= MostBytes)
            {
                IsTooLarge = true;
                _start = _end;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (_end == _room && _start > 0)
        {
            _block.GetSpan()[_start.._end].CopyTo(_block.GetSpan());
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _room)
            _block.Grow(_room = Math.Max(FirstRoom, 2 * _room));
        var read = stream.Read(_block.GetSpan()[_end..Math.Min(_room, _end + FirstRoom)]);
        _end += read;
        _isAtEnd = read == 0;
    }

    private static Memory<byte> WithoutMark(Memory<byte> line)
    {
        while (line.Span.StartsWith(Encoding.UTF8.Preamble))
            line = line[3..];
        return line;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty)
        {
            Rune.DecodeFromUtf8(line, out var character, out var length);
            if (!Rune.IsWhiteSpace(character))
                return false;
            line = line[length..];
        }

        return true;
    }
}
