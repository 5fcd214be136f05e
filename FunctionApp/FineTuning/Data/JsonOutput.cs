using System.Text;
using System.Text.Encodings.Web;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>Writes JSON to a stream, a piece at a time, however long a text is.</summary>
internal sealed class JsonOutput(Stream stream)
{
    // Below the large object heap's 85,000 bytes.
    private const int Room = 64 * 1024;

    // A character takes 12 bytes when it is escaped as a surrogate pair.
    private const int MostOfCharacter = 12;

    // Texts stay as they are (but for emoji and their like): escapes would only make the file larger.
    private static readonly JavaScriptEncoder Plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly byte[] _buffer = new byte[Room];
    private int _length;

    public void Write(char ascii)
    {
        Reserve(1);
        _buffer[_length++] = (byte)ascii;
    }

    public void Write(ReadOnlySpan<byte> utf8)
    {
        while (utf8.Length > Room - _length)
        {
            var part = Room - _length;
            utf8[..part].CopyTo(_buffer.AsSpan(_length));
            _length = Room;
            Flush();
            utf8 = utf8[part..];
        }

        utf8.CopyTo(_buffer.AsSpan(_length));
        _length += utf8.Length;
    }

    /// <summary>Writes a string; the same one, whichever escapes it came with.</summary>
    /// <param name="text">The inside of a string that a JSON reader has accepted, without half a surrogate pair.</param>
    public void WriteString(ReadOnlySpan<byte> text)
    {
        Write('"');
        Span<byte> character = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var plain = Plain.FindFirstCharacterToEncodeUtf8(text) is var found and >= 0 ? found : text.Length;
            Write(text[..plain]);
            text = text[plain..];
            if (text.IsEmpty)
                break;

            if (text[0] == '\\')
            {
                var (length, written) = EscapedText.Unescape(text, character);
                WriteCharacter(character[..written]);
                text = text[length..];
            }
            else
            {
                Rune.DecodeFromUtf8(text, out _, out var length);
                WriteCharacter(text[..length]);
                text = text[length..];
            }
        }

        Write('"');
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    private void WriteCharacter(ReadOnlySpan<byte> utf8)
    {
        Reserve(MostOfCharacter);
        Plain.EncodeUtf8(utf8, _buffer.AsSpan(_length), out _, out var written);
        _length += written;
    }

    private void Reserve(int bytes)
    {
        if (Room - _length < bytes)
            Flush();
    }
}
