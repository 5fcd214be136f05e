using BotGateway.Bots.Threads;
using BotGateway.Contracts;

namespace BotGateway.Tests.Bots.Threads;

public sealed class TokenBudgetTests
{
    // "a" is one token of o200k_base, and a message costs 4 beside its text: this turn costs 2 * (1 + 4).
    private static readonly Turn Short = new(1, "a", "a", new TokenUsage(1, 1));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(29, 2)]
    public void It_takes_as_many_turns_as_it_has_tokens_for(int tokens, int turns)
    {
        var budget = new TokenBudget(tokens);

        var taken = Enumerable.Repeat(Whole(Short), 3).TakeWhile(budget.TryTake).Count();

        Assert.Equal(turns, taken);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(int.MaxValue)]
    public void A_turn_costs_what_was_counted_when_it_was_added(int tokens)
    {
        var budget = new TokenBudget(99 + 8);

        Assert.Equal(tokens == 99, budget.TryTake(Whole(Short with { Tokens = tokens })));
        Assert.Equal(tokens != 99, budget.TryTake(Whole(Short)));
    }

    // Counted with OpenAI's own tiktoken, encoding o200k_base.
    [Theory]
    [InlineData("hello world", 2)]
    [InlineData("tiktoken is great!", 6)]
    public void It_counts_with_the_encoding_of_current_models(string text, int tokens)
    {
        var turn = Short with { User = text };

        Assert.False(new TokenBudget(tokens + 1 + 8 - 1).TryTake(Whole(turn)));
        Assert.True(new TokenBudget(tokens + 1 + 8).TryTake(Whole(turn)));
    }

    [Fact]
    public void A_turn_that_does_not_fit_costs_nothing()
    {
        var budget = new TokenBudget(10);

        Assert.False(budget.TryTake(Whole(Short with { User = "a a a a a a" })));
        Assert.True(budget.TryTake(Whole(Short)));
    }

    // Whole, they are 79 tokens; in pieces of 1000, each of which is 9, they are 90. A word of 100,000 characters took the tokenizer 20 s.
    [Fact]
    public void A_long_text_is_counted_in_pieces_since_the_tokenizers_time_grows_with_the_square_of_a_words_length()
    {
        var turn = Short with { User = new string(' ', 10_000) };

        Assert.False(new TokenBudget(90 + 1 + 8 - 1).TryTake(Whole(turn)));
        Assert.True(new TokenBudget(90 + 1 + 8).TryTake(Whole(turn)));
    }

    // Whole, 90 tokens in pieces of 9, and the answer's one.
    [Theory]
    [InlineData(91, 91)]
    [InlineData(90, 91)]
    [InlineData(89, 90)]
    [InlineData(10, 18)]
    [InlineData(0, 9)]
    public void Of_a_turn_that_fits_no_history_no_more_is_counted_than_shows_it(int most, int counted) =>
        Assert.Equal(counted, PastTurn.Of(Short with { User = new string(' ', 10_000) }, most).Tokens);

    private static PastTurn Whole(Turn turn) => PastTurn.Of(turn, int.MaxValue);
}
