using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>How much of a history a bot is reminded of: turns are taken from the newest on until one does not fit.</summary>
internal sealed class TokenBudget(int tokens)
{
    // What a message costs beside its text, as OpenAI's cookbook counts for chat models.
    private const int TokensPerMessage = 4;

    private int _left = tokens;

    /// <returns>The number of tokens; any number above <paramref name="most"/> if there are more.</returns>
    public static int CountOf(string user, string assistant, int most = int.MaxValue)
    {
        var tokens = TokenCounter.Count(user, most);
        return tokens > most ? tokens : tokens + TokenCounter.Count(assistant, most - tokens);
    }

    public bool TryTake(PastTurn turn)
    {
        if (turn.Tokens > _left - (2 * TokensPerMessage))
            return false;
        _left -= turn.Tokens + (2 * TokensPerMessage);
        return true;
    }
}
