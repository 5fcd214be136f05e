using System.Text.Json;
using System.Text.Unicode;

namespace BotGateway.Requests;

/// <summary>Parses JSON that means the same to every reader, and refuses the rest.</summary>
public static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

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
            throw new ProblemException(400, $"Malformed JSON{Position(e)}: {Reason(e)}", e);
        }
    }

    // What the parser lets through though not every reader takes it for the same: half a surrogate pair, which is no character, and a number beyond
    // what a double holds, which some readers take for infinity.
    private static void RefuseAmbiguousValues(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && !(reader.TryGetDouble(out var number) && double.IsFinite(number)))
                throw ProblemException.BadRequest($"The number at byte {reader.TokenStartIndex + 1} is out of range.");
            if (reader.TokenType is (JsonTokenType.String or JsonTokenType.PropertyName) && reader.ValueIsEscaped && IsHalfAPair(ref reader))
                throw ProblemException.BadRequest($"The string at byte {reader.TokenStartIndex + 1} holds half a surrogate pair.");
        }
    }

    private static bool IsHalfAPair(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string Position(JsonException e) =>
        e is { LineNumber: { } line, BytePositionInLine: { } position } ? $" at line {line + 1}, position {position + 1}" : "";

    // The library appends its own zero-based position to the message, and to that of an empty text the name of one of its own parameters.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).Replace(", when isFinalBlock is true", "", StringComparison.Ordinal);
    }
}
