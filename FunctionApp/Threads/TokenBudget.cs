using Microsoft.ML.Tokenizers;

namespace BotGateway.Threads;

/// <summary>How much of a history a bot is reminded of: turns are taken from the newest on until one does not fit.</summary>
/// <param name="tokens">How many tokens there are to spend.</param>
public sealed class TokenBudget(int tokens)
{
    // What a message costs beside its text, as OpenAI's cookbook counts for chat models.
    private const int TokensPerMessage = 4;

    // The encoding of the gpt-4o, gpt-4.1, gpt-5 and o-series models. Lazy: its vocabulary takes a moment to read, and only messages need it.
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    private int _left = tokens;

    /// <summary>Takes a turn's tokens out of the budget.</summary>
    /// <param name="turn">The turn.</param>
    /// <returns>Whether they were there; if not, none are taken.</returns>
    public bool TryTake(Turn turn)
    {
        var cost = Count(turn.User) + Count(turn.Assistant);
        if (cost > _left)
            return false;

        _left -= cost;
        return true;
    }

    private static int Count(string text) => Tokenizer.Value.CountTokens(text) + TokensPerMessage;
}
