using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>How much of a history a bot is reminded of: turns are taken from the newest on until one does not fit.</summary>
internal sealed class TokenBudget(int tokens)
{
    // What a message costs beside its text, as OpenAI's cookbook counts for chat models.
    private const int TokensPerMessage = 4;

    private int _left = tokens;

    public static int CountOf(string user, string assistant) => TokenCounter.Count(user, int.MaxValue) + TokenCounter.Count(assistant, int.MaxValue);

    public bool TryTake(Turn turn)
    {
        var left = _left;
        if (turn.Tokens is { } tokens)
        {
            if (tokens > left - (2 * TokensPerMessage))
                return false;
            _left -= tokens + (2 * TokensPerMessage);
            return true;
        }

        if (!TrySpend(turn.User, ref left) || !TrySpend(turn.Assistant, ref left))
            return false;

        _left = left;
        return true;
    }

    private static bool TrySpend(string text, ref int left)
    {
        left -= TokensPerMessage;
        if (left >= 0)
            left -= TokenCounter.Count(text, left);
        return left >= 0;
    }
}
