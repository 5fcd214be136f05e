using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>A turn as a model is reminded of it.</summary>
/// <param name="Tokens">How many tokens its texts have.</param>
internal readonly record struct PastTurn(int Number, int Tokens, ChatMessages Messages)
{
    public static PastTurn Of(Turn turn) => new(
        turn.Number,
        // Earlier versions did not count them.
        turn.Tokens ?? TokenBudget.CountOf(turn.User, turn.Assistant),
        ChatMessages.Of(new ChatMessage("user", turn.User), new ChatMessage("assistant", turn.Assistant)));
}
