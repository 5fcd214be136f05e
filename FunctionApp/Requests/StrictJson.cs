using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BotGateway.Requests;

/// <summary>Parses JSON that means the same to every reader, and refuses the rest.</summary>
public static class StrictJson
{
    internal const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    internal static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Parses one JSON value.</summary>
    /// <param name="utf8">The text; it must stay unchanged while the document lives.</param>
    /// <returns>The document, for the caller to dispose of.</returns>
    /// <exception cref="ProblemException">
    /// 400: malformed (with line and position, both from 1, the position in bytes), nested over 64 levels, a property twice in one object,
    /// not UTF-8, half a surrogate pair, or a number out of the range of a double.
    /// </exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            throw ProblemException.BadRequest("The request is not valid UTF-8.");

        try
        {
            RefuseAmbiguousValues(utf8.Span);
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException e)
        {
            throw new ProblemException(400, Describe(utf8.Span, e), e);
        }
    }

    // What the parser lets through though not every reader takes it for the same: half a surrogate pair, which is no character, and a number beyond
    // what a double holds, which some readers take for infinity; or one with an exponent that no int holds, with which the library compares nothing.
    private static void RefuseAmbiguousValues(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number
                && !(reader.TryGetDouble(out var number) && double.IsFinite(number) && HasShortExponent(reader.ValueSpan)))
            {
                throw ProblemException.BadRequest($"The number at byte {reader.TokenStartIndex + 1} is out of range.");
            }

            if (reader.TokenType is (JsonTokenType.String or JsonTokenType.PropertyName) && reader.ValueIsEscaped && EscapedText.HasHalfPair(reader.ValueSpan))
                throw ProblemException.BadRequest($"The string at byte {reader.TokenStartIndex + 1} holds half a surrogate pair.");
        }
    }

    private static bool HasShortExponent(ReadOnlySpan<byte> number) =>
        number.IndexOfAny("eE"u8) is var at && (at < 0 || Utf8Parser.TryParse(number[(at + 1)..], out int _, out _));

    private static string Describe(ReadOnlySpan<byte> utf8, JsonException e)
    {
        if (e is { LineNumber: { } line, BytePositionInLine: { } position })
        {
            var at = StartOf(utf8, line) + (int)position;
            // Where a text ends behind a comma, the parser names the comma's place.
            if (at < utf8.Length && utf8[at] == ',' && utf8[(at + 1)..].Trim(" \t\r\n"u8).IsEmpty)
                position++;
            return Malformed(line, position, new JsonFault(utf8, at).Describe());
        }

        if (DuplicateProperty.Find(utf8) is not { } duplicate)
            return "Malformed JSON.";

        var before = utf8[..duplicate.Start];
        return Malformed(
            before.Count((byte)'\n'),
            before.Length - (before.LastIndexOf((byte)'\n') + 1),
            $"the property '{duplicate.Name.Shorten(ShortText.Quoted)}' is there twice in one object.");
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
