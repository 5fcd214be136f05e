using System.Text.Json;
using System.Text.Unicode;

namespace BotGateway.Http;

/// <summary>Parses unambiguous JSON (I-JSON, RFC 7493), and rejects the rest.</summary>
internal static class StrictJson
{
    internal const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    internal static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <exception cref="GatewayException">
    /// Invalid: malformed (with line and position, both from 1, the position in bytes), nested over 64 levels, a property twice in one object,
    /// not UTF-8, half a surrogate pair, or a number out of the range of a double.
    /// </exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        Check(utf8.Span);
        return ParseChecked(utf8);
    }

    /// <summary>Parses a value that has been checked, or stands in one that has.</summary>
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
        // Where a text ends behind a comma, the parser names the comma's place.
        if (at < utf8.Length && utf8[at] == ',' && utf8[(at + 1)..].Trim(" \t\r\n"u8).IsEmpty)
            position++;
        return new GatewayException(ErrorKind.Invalid, Malformed(line, position, new JsonFault(utf8, at).Describe()), e);
    }

    internal static GatewayException Duplicate(ReadOnlySpan<byte> utf8, string name, int start)
    {
        var before = utf8[..start];
        return GatewayException.Invalid(Malformed(
            before.Count((byte)'\n'),
            before.Length - (before.LastIndexOf((byte)'\n') + 1),
            $"the property '{name.Shorten(ShortText.Quoted)}' is there twice in one object."));
    }

    private static void Check(ReadOnlySpan<byte> utf8)
    {
        RequireUtf8(utf8);
        var reader = new StrictReader(utf8);
        try
        {
            while (reader.Read())
            {
                // Its checks are all that is wanted.
            }
        }
        catch (JsonException e)
        {
            throw Malformed(utf8, e);
        }
    }

    private static string Malformed(long line, long position, string reason) =>
        $"Malformed JSON at line {line + 1}, position {position + 1}: {reason}";

    private static int StartOf(ReadOnlySpan<byte> utf8, long line)
    {
        var start = 0;
        for (; line > 0; line--)
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        return start;
    }
}
