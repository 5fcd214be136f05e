using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>The ways in which a file's bytes end up in JSON: Node's Buffer, an array of numbers, base64 text.</summary>
internal static class FileBuffer
{
    private const int Piece = 4096;

    public static bool Is(ReadOnlyMemory<byte> json) => json.Span[0] switch
    {
        (byte)'{' => IsBuffer(json.Span),
        (byte)'[' => IsNumbers(json.Span),
        (byte)'"' => IsBase64(json[1..^1]),
        _ => false,
    };

    private static bool IsBuffer(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, StrictJson.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
                return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("Buffer"u8);
            reader.Skip();
        }

        return false;
    }

    private static bool IsNumbers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, StrictJson.ReaderOptions);
        reader.Read();
        var count = 0;
        for (; reader.Read() && reader.TokenType == JsonTokenType.Number; count++)
        {
        }

        return count > 0 && reader.TokenType == JsonTokenType.EndArray;
    }

    // JSON Lines of examples have braces, which base64 does not know.
    private static bool IsBase64(ReadOnlyMemory<byte> text)
    {
        using var stream = new UnescapingStream(text);
        Span<byte> piece = stackalloc byte[Piece];
        var (letters, padding, isFirst) = (0L, 0, true);
        while (stream.Read(piece) is var read and > 0)
        {
            if (isFirst && piece[..read].StartsWith("data:"u8))
                return true;
            isFirst = false;
            foreach (var character in piece[..read])
            {
                if (character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                    continue;
                if (character == '=' ? ++padding > 2 : padding > 0 || !IsLetter(character))
                    return false;
                letters++;
            }
        }

        return letters > 0 && letters % 4 == 0;
    }

    private static bool IsLetter(byte character) => char.IsAsciiLetterOrDigit((char)character) || character is (byte)'+' or (byte)'/';
}
