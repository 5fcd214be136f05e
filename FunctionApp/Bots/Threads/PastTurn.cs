using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>A turn as a model is reminded of it.</summary>
/// <param name="Tokens">How many tokens its texts have; of more than a history may have, any number above that.</param>
internal readonly record struct PastTurn(int Number, int Tokens, ChatMessages Messages)
{
    /// <param name="mostTokens">Counting, which takes its time for long texts, ends above it.</param>
    public static PastTurn Of(Turn turn, int mostTokens) => new(
        turn.Number,
        // Earlier versions did not count them.
        turn.Tokens ?? TokenBudget.CountOf(turn.User, turn.Assistant, mostTokens),
        ChatMessages.Of(new ChatMessage("user", turn.User), new ChatMessage("assistant", turn.Assistant)));
}
