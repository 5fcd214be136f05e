using Microsoft.ML.Tokenizers;

namespace BotGateway.Bots.Threads;

/// <summary>How much of a history a bot is reminded of: turns are taken from the newest on until one does not fit.</summary>
internal sealed class TokenBudget(int tokens)
{
    // What a message costs beside its text, as OpenAI's cookbook counts for chat models.
    private const int TokensPerMessage = 4;

    // The tokenizer's time grows with the square of a word's length (100,000 emoji took 20 s), and a client may send words of any length. Cut up,
    // a text counts for a token or so more with each cut.
    private const int PieceLength = 1_000;

    // The encoding of the gpt-4o, gpt-4.1, gpt-5 and o-series models. Lazy: its vocabulary takes a moment to read, and only messages need it.
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    private int _left = tokens;

    public bool TryTake(Turn turn)
    {
        var left = _left;
        if (!TrySpend(turn.User, ref left) || !TrySpend(turn.Assistant, ref left))
            return false;

        _left = left;
        return true;
    }

    private static bool TrySpend(ReadOnlySpan<char> text, ref int left)
    {
        left -= TokensPerMessage;
        while (!text.IsEmpty && left >= 0)
        {
            var piece = text[..Math.Min(PieceLength, text.Length)];
            left -= Tokenizer.Value.CountTokens(piece);
            text = text[piece.Length..];
        }

        return left >= 0;
    }
}
