using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>How much of a history a bot is reminded of: turns are taken from the newest on until one does not fit.</summary>
internal sealed class TokenBudget(int tokens)
{
    // What a message costs beside its text, as OpenAI's cookbook counts for chat models.
    private const int TokensPerMessage = 4;

    private int _left = tokens;

    public static int CountOf(string user, string assistant) => TokenCounter.Count(user, int.MaxValue) + TokenCounter.Count(assistant, int.MaxValue);

    public bool TryTake(PastTurn turn)
    {
        if (turn.Tokens > _left - (2 * TokensPerMessage))
            return false;
        _left -= turn.Tokens + (2 * TokensPerMessage);
        return true;
    }
}
