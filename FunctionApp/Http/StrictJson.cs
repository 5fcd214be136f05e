using System.Text.Json;
using System.Text.Unicode;

namespace BotGateway.Http;

/// <summary>Parses unambiguous JSON only (I-JSON, RFC 7493).</summary>
internal static class StrictJson
{
    internal const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    internal static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <exception cref="GatewayException">
    /// Invalid: malformed (with line and position in bytes, both from 1), nested over 64 levels, a duplicate property, not UTF-8, an unpaired surrogate, or a
    /// number that does not fit a double.
    /// </exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        Check(utf8.Span);
        return ParseChecked(utf8);
    }

    /// <summary>Parses a value that has already been checked.</summary>
    internal static JsonDocument ParseChecked(ReadOnlyMemory<byte> utf8) => JsonDocument.Parse(utf8, Options);

    internal static void RequireUtf8(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            throw GatewayException.Invalid("The request is not valid UTF-8.");
    }

    internal static GatewayException Malformed(ReadOnlySpan<byte> utf8, JsonException e)
    {
        if (e is not { LineNumber: { } line, BytePositionInLine: { } position })
            return new GatewayException(ErrorKind.Invalid, "Malformed JSON.", e);

        var at = StartOf(utf8, line) + (int)position;
        // If a text ends after a comma, the parser reports the comma's position.
        if (at < utf8.Length && utf8[at] == ',' && utf8[(at + 1)..].Trim(" \t\r\n"u8).IsEmpty)
            position++;
        return new MalformedJsonException(line + 1, position + 1, new JsonFault(utf8, at).Describe(), e);
    }

    internal static MalformedJsonException Duplicate(ReadOnlySpan<byte> utf8, string name, int start)
    {
        var before = utf8[..start];
        return new MalformedJsonException(
            before.Count((byte)'\n') + 1,
            before.Length - before.LastIndexOf((byte)'\n'),
            $"the property '{name.Shorten(ShortText.Quoted)}' is there twice in one object.");
    }

    private static void Check(ReadOnlySpan<byte> utf8)
    {
        RequireUtf8(utf8);
        var reader = new StrictReader(utf8);
        try
        {
            while (reader.Read())
            {
                // Only the reader's checks are needed.
            }
        }
        catch (JsonException e)
        {
            throw Malformed(utf8, e);
        }
    }

    private static int StartOf(ReadOnlySpan<byte> utf8, long line)
    {
        var start = 0;
        for (; line > 0; line--)
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        return start;
    }
}
