namespace BotGateway.Tests.Bots.Threads;

public sealed class HistoryBudgetTests(TableService tables)
{
    [Fact]
    public async Task The_model_is_reminded_of_the_newest_turns_up_to_the_first_that_does_not_fit()
    {
        await using var gateway = await StartAsync(historyTokens: 60);
        var talk = await gateway.NewBotAsync();

        foreach (var message in new[] { "uno", string.Join(' ', Enumerable.Repeat("dos", 100)), "tres", "cuatro", "cinco" })
            Assert.Equal(200, (await gateway.SendAsync(talk, message)).Status);

        // "uno" would fit, but a history with a hole in it is none.
        Assert.Equal(
            ["system: Cuentas chistes.", "user: tres", "assistant: [Cue", "user: cuatro", "assistant: [Cue", "user: cinco"],
            gateway.LastPrompt());
    }

    [Fact]
    public async Task Without_a_budget_it_is_reminded_of_nothing_and_the_thread_goes_on()
    {
        await using var gateway = await StartAsync(historyTokens: 0);
        var talk = await gateway.NewBotAsync();

        foreach (var message in new[] { "uno", "dos", "tres" })
            Assert.Equal(200, (await gateway.SendAsync(talk, message)).Status);

        Assert.Equal(["system: Cuentas chistes.", "user: tres"], gateway.LastPrompt());
    }

    // One token of an answer: the bot says "[Cue".
    private Task<Gateway> StartAsync(int historyTokens) => new GatewayBuilder(tables).WithSettings(new() { ["Messaging:HistoryTokens"] = $"{historyTokens}", ["Messaging:MaxCompletionTokens"] = "1" }).StartAsync();
}
