using System.Text;
using System.Text.Json;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning.Data;

/// <summary>Estimates an example's tokens as OpenAI's cookbook does: the texts, and a few for each message and example. Images are not counted.</summary>
internal static class ExampleTokens
{
    /// <summary>What the services train on of one example, for gpt-4o and gpt-4.1 models.</summary>
    public const int Most = 65_536;

    private const int PerExample = 3;
    private const int PerMessage = 3;
    private const int PieceBytes = 1_000;

    /// <param name="example">An example without faults.</param>
    /// <returns>The number of tokens; any number above <see cref="Most"/> if there are more.</returns>
    public static int Count(ReadOnlyMemory<byte> example)
    {
        var reader = new Utf8JsonReader(example.Span, StrictJson.ReaderOptions);
        var tokens = PerExample;
        while (tokens <= Most && reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.ValueTextEquals("tools"u8))
                tokens += CountRaw(ref reader, example, Most - tokens);
            else if (IsText(ref reader) && reader.Read() && reader.TokenType == JsonTokenType.String)
                tokens += CountText(example.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length), Most - tokens);
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("role"u8))
                tokens += PerMessage + 1;
        }

        return tokens;
    }

    private static bool IsText(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("name"u8) || reader.ValueTextEquals("arguments"u8);

    // The services write functions in another form, of about the same length.
    private static int CountRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> example, int most)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return CountText(example[start..(int)reader.BytesConsumed], most);
    }

    private static int CountText(ReadOnlyMemory<byte> text, int most)
    {
        using var utf8 = new UnescapingStream(text);
        var decoder = Encoding.UTF8.GetDecoder();
        Span<byte> bytes = stackalloc byte[PieceBytes];
        Span<char> characters = stackalloc char[PieceBytes];
        var tokens = 0;
        while (tokens <= most && utf8.Read(bytes) is var read and > 0)
            tokens += TokenCounter.Count(characters[..decoder.GetChars(bytes[..read], characters, flush: false)], most - tokens);
        return tokens;
    }
}
