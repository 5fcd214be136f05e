using Microsoft.ML.Tokenizers;

namespace BotGateway.OpenAI;

/// <summary>Counts tokens in the encoding of the gpt-4o, gpt-4.1, gpt-5 and o-series models.</summary>
internal static class TokenCounter
{
    // The tokenizer's time grows with the square of a word's length (100,000 emoji took 20 s), and a client may send words of any length. Cut up,
    // a text counts for a token or so more with each cut.
    private const int PieceLength = 1_000;

    // Lazy: its vocabulary takes a moment to read, and few events need it.
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <returns>The number of tokens; any number above <paramref name="most"/> if there are more.</returns>
    public static int Count(ReadOnlySpan<char> text, int most)
    {
        var tokens = 0;
        while (!text.IsEmpty && tokens <= most)
        {
            var piece = text[..Math.Min(PieceLength, text.Length)];
            tokens += Tokenizer.Value.CountTokens(piece);
            text = text[piece.Length..];
        }

        return tokens;
    }
}
