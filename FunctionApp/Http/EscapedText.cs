using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>Reads JSON strings without converting them to .NET strings, which take at least twice the memory.</summary>
internal static class EscapedText
{
    private const int UnicodeLength = 6; // \u0000

    /// <summary>Whether it contains an unpaired surrogate.</summary>
    public static bool HasHalfPair(ReadOnlySpan<byte> text)
    {
        Span<byte> character = stackalloc byte[4];
        while (text.IndexOf((byte)'\\') is var at and >= 0)
        {
            text = text[at..];
            var (length, written) = Unescape(text, character);
            if (written == 0)
                return true;
            text = text[length..];
        }

        return false;
    }

    /// <summary>Whether two texts are equal, however they are escaped.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other)
    {
        Span<byte> character = stackalloc byte[4];
        while (text.IndexOf((byte)'\\') is var at and >= 0)
        {
            if (!other.StartsWith(text[..at]))
                return false;
            text = text[at..];
            other = other[at..];
            var (length, written) = Unescape(text, character);
            if (written == 0 || !other.StartsWith(character[..written]))
                return false;
            text = text[length..];
            other = other[written..];
        }

        return text.SequenceEqual(other);
    }

    /// <summary>Decodes the escape sequence (or surrogate pair of sequences) at the beginning of a text.</summary>
    public static (int Length, int Written) Unescape(ReadOnlySpan<byte> text, Span<byte> character)
    {
        if (text[1] != 'u')
        {
            character[0] = text[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var other => other,
            };
            return (2, 1);
        }

        var first = ReadUnit(text);
        if (Rune.TryCreate(first, out var rune))
            return (UnicodeLength, rune.EncodeToUtf8(character));
        var rest = text[UnicodeLength..];
        return rest.StartsWith("\\u"u8) && rest.Length >= UnicodeLength && Rune.TryCreate(first, ReadUnit(rest), out rune)
            ? (2 * UnicodeLength, rune.EncodeToUtf8(character))
            : (UnicodeLength, 0);
    }

    private static char ReadUnit(ReadOnlySpan<byte> text) =>
        text.Length >= UnicodeLength && Utf8Parser.TryParse(text[2..UnicodeLength], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : throw new JsonException("An escape sequence is incomplete.");
}
