using BotGateway.Threads;

namespace BotGateway.Tests.Threads;

public sealed class MessagingOptionsTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(100_000, 16_000, 4_096)]
    [InlineData(200_000, int.MaxValue, 32_768)]
    public void Settings_within_their_limits_are_right(int characters, int history, int completion)
    {
        Assert.Empty(Options(characters, history, completion).Validate());
    }

    [Theory]
    [InlineData(0, 0, 1, "Messaging__MaxCharacters")]
    [InlineData(200_001, 0, 1, "Messaging__MaxCharacters")]
    [InlineData(1, -1, 1, "Messaging__HistoryTokens")]
    [InlineData(1, 0, 0, "Messaging__MaxCompletionTokens")]
    [InlineData(1, 0, 32_769, "Messaging__MaxCompletionTokens")]
    public void One_beyond_its_limit_is_an_error_that_names_it(int characters, int history, int completion, string setting)
    {
        Assert.Contains($"'{setting}'", Assert.Single(Options(characters, history, completion).Validate()));
    }

    private static MessagingOptions Options(int characters, int history, int completion) =>
        new() { MaxCharacters = characters, HistoryTokens = history, MaxCompletionTokens = completion };
}
